import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { RecordedRequest } from "@waystitch/testbed";
import { EVENT, type Product } from "@waystitch/testbed/loss";
import { bundle } from "./bundle.js";
import { type Peer, textOf } from "./peer.js";

const SCRIPT = "/peer.js";

/** An event that is counted. */
interface Probe {
  readonly n: number;
  readonly id: unknown;
}

function probesIn(peer: Peer, request: RecordedRequest): Probe[] {
  if (request.method !== "POST" || request.body.length === 0) return [];
  return peer.read(textOf(request), request.path).flatMap(({ name, properties, id }) => {
    // Every probe has a number, which some scripts make a text of.
    return name === EVENT ? [{ n: Number((properties as { readonly n: number | string }).n), id }] : [];
  });
}

/**
 * Calls made before the script is there wait in memory, as in the inline snippets that the peers have for their tags. None of
 * these keeps them any longer.
 */
const STUB = "probeCalls = []; probe = (...call) => probeCalls.push(call);";
const START = "for (const call of probeCalls) probe(...call); isProbeReady = true;";

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Lets every page send and read everything, with cookies. */
const cors = ({ headers }: IncomingMessage): Record<string, string> => ({
  "access-control-allow-origin": headers.origin ?? "*",
  "access-control-allow-credentials": "true",
  "access-control-allow-methods": "GET, POST",
  "access-control-allow-headers": headers["access-control-request-headers"] ?? "*",
});

/** What the backend says, as far as the scripts look at it. */
function answer(peer: Peer, script: string, { method, url = "/" }: IncomingMessage, response: ServerResponse): void {
  if (method === "OPTIONS") return void response.writeHead(204).end();
  if (url.startsWith(SCRIPT)) return void response.setHeader("content-type", "text/javascript").end(script);
  response.setHeader("content-type", "application/json");
  if (method === "POST") return void response.writeHead(peer.status).end("{}");
  const path = Object.keys(peer.answers).find((beginning) => url.startsWith(beginning));
  response.writeHead(path === undefined ? 404 : 200).end(JSON.stringify(path === undefined ? {} : peer.answers[path]));
}

/** A peer as a product under test. Its backend is the recorder that its documentation's backend looks like from a browser. */
export function peerProduct(peer: Peer): Product {
  return {
    name: peer.name,
    script: SCRIPT,
    ready: "window.isProbeReady",
    track: "(name, properties) => probe(name, properties)",
    eventsIn: (request) => probesIn(peer, request).map(({ n }) => n),
    async startReceiver() {
      const script = await bundle(`const url = new URL(document.currentScript.src).origin;${peer.entry("url")};${START}`);
      const stored: Probe[] = [];
      const server = createServer(async (request, response) => {
        const recorded = {
          method: request.method ?? "",
          path: request.url ?? "/",
          headers: request.headers,
          body: await readBody(request),
        };
        stored.push(...probesIn(peer, recorded));
        for (const [name, value] of Object.entries(cors(request))) response.setHeader(name, value);
        answer(peer, script, request, response);
      });
      server.listen(0, "127.0.0.1");
      await once(server, "listening");
      return {
        // A server on a TCP port has such an address.
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        head: (url) => `<script>${STUB}</script><script async src="${url}${SCRIPT}"></script>`,
        // An event with an id that was stored before counts as recognised, whatever the backend makes of it.
        stored: async () => [...new Map(stored.map((probe, index) => [probe.id ?? index, probe.n])).values()],
        async close() {
          server.close();
          server.closeAllConnections();
          await once(server, "close");
        },
      };
    },
  };
}
