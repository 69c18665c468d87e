import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** A request as it arrived, byte for byte. */
export interface RecordedRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** The status that was answered; empty while under way, and for a cut connection. */
  status?: number;
}

/**
 * What happens to a request: `pass` it on; `delay` it by milliseconds and pass it on; `drop` it, cutting the
 * connection before it arrives; `lose` the answer, cutting the connection after it arrived; or `answer` in the target's place.
 */
export type RequestFate =
  | "pass"
  | "drop"
  | "lose"
  | { readonly delay: number }
  | { readonly answer: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string };

/** An HTTP server that stands before another one. */
export interface RecordingProxy {
  readonly url: string;
  /** All requests so far, in order of arrival. */
  readonly requests: readonly RecordedRequest[];
  /** Decides from now on; `pass` for all is the beginning. */
  decide(fateOf: (request: RecordedRequest) => RequestFate): void;
  /** From now on passes requests to another place, such as a service that was started again. */
  retarget(url: string): void;
  /** Closes the port and all connections, so that others are refused; or opens the same port again. */
  setReachable(isReachable: boolean): Promise<void>;
  /** Sends a recorded request again. Returns the answer's status. */
  replay(recorded: RecordedRequest): Promise<number>;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Headers that belong to one connection and must not be passed on. */
const HOP_HEADERS = new Set(["connection", "keep-alive", "transfer-encoding", "content-length"]);
const passable = (headers: IncomingHttpHeaders): IncomingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_HEADERS.has(name)));

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function passOn(target: string, { method, path, headers, body }: RecordedRequest): Promise<Answer> {
  const outgoing = request(new URL(path, target), {
    method,
    headers: { ...passable(headers), "content-length": body.length },
    agent: false,
  });
  outgoing.end(body);
  // The emitter's own type does not know what `response` carries.
  const [answer] = (await once(outgoing, "response")) as [IncomingMessage];
  return { status: answer.statusCode ?? 502, headers: answer.headers, body: await readAll(answer) };
}

async function fulfil(fate: RequestFate, recorded: RecordedRequest, target: string): Promise<Answer | "cut"> {
  if (fate === "drop") return "cut";
  if (typeof fate === "object" && "answer" in fate) {
    // A page on another origin may read the answer, as it may read the collector's.
    const { origin = "*" } = recorded.headers;
    const cors = { "access-control-allow-origin": origin, "access-control-allow-credentials": "true", "access-control-allow-headers": "*" };
    return { status: fate.answer, headers: { ...cors, ...fate.headers }, body: Buffer.from(fate.body ?? "{}") };
  }
  if (typeof fate === "object") await sleep(fate.delay);
  const answer = await passOn(target, recorded);
  return fate === "lose" ? "cut" : answer;
}

function respond(response: ServerResponse, answer: Answer | "cut"): void {
  // Reset, as by a machine that died: a mere end of the connection may pass for an empty answer.
  if (answer === "cut") response.socket?.resetAndDestroy();
  else response.writeHead(answer.status, { ...passable(answer.headers), "content-length": answer.body.length }).end(answer.body);
}

/**
 * Starts a proxy that records every request's exact bytes.
 * @param target base URL of the server behind it; one that cannot be reached is answered with 502
 */
export async function createRecordingProxy(target: string): Promise<RecordingProxy> {
  const requests: RecordedRequest[] = [];
  let fateOf: (recorded: RecordedRequest) => RequestFate = () => "pass";
  let current = target;
  const handle = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readAll(incoming);
    const recorded: RecordedRequest = { method: incoming.method ?? "GET", path: incoming.url ?? "/", headers: incoming.headers, body };
    requests.push(recorded);
    const answer = await fulfil(fateOf(recorded), recorded, current).catch(
      (error: unknown): Answer => ({ status: 502, headers: {}, body: Buffer.from(String(error)) }),
    );
    if (answer !== "cut") recorded.status = answer.status;
    respond(response, answer);
  };
  const server = createServer((incoming, response) => void handle(incoming, response).catch(() => response.destroy()));
  const listen = async (port: number): Promise<void> => {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
  };
  const close = async (): Promise<void> => {
    if (!server.listening) return;
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
  };
  await listen(0);
  // A server on a TCP port has such an address.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    decide(next) {
      fateOf = next;
    },
    retarget(url) {
      current = url;
    },
    replay: async (recorded) => (await passOn(current, recorded)).status,
    setReachable: (isReachable) => (isReachable ? listen(port) : close()),
    close,
  };
}
