import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { basename } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { WireEvent } from "@waystitch/protocol";
import { eventually } from "@waystitch/testbed";
import { expect } from "vitest";
import { buildScript, FILES } from "./built.js";

/** A request to the recorder, and what it was answered with. */
export interface Recorded {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly events: readonly WireEvent[];
  readonly status: number;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Milliseconds until it comes. */
  readonly delay?: number;
}

const STORED: WireAnswer = { status: 200, body: '{"success":true,"accepted":0,"duplicate":0,"rejected":[]}' };

/** Serves the script as a collector does and records what browsers send, byte for byte. */
export interface Wire {
  readonly url: string;
  readonly requests: readonly Recorded[];
  /** Events that were answered with 200. */
  stored(): WireEvent[];
  /** Waits until this many different events were stored, and returns them in order of their ids. */
  waitFor(count: number): Promise<WireEvent[]>;
  /** How requests to `/v1/batch` are answered from now on; "hang" never answers. */
  answer(decide: (events: readonly WireEvent[]) => WireAnswer | "hang"): void;
  close(): Promise<void>;
}

async function listen(handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<{ server: Server; url: string }> {
  const server = createServer(handle).listen(0, "127.0.0.1");
  await once(server, "listening");
  // A server on a TCP port has such an address.
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function stop(server: Server): Promise<void> {
  server.close();
  server.closeAllConnections();
  await once(server, "close");
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

export async function startWire(): Promise<Wire> {
  await buildScript();
  const requests: Recorded[] = [];
  let decide: (events: readonly WireEvent[]) => WireAnswer | "hang" = () => STORED;
  const record = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(request).catch(() => null);
    // A browser that went away in the middle has sent nothing.
    if (body === null) return;
    const events: WireEvent[] = request.method === "POST" ? JSON.parse(body).batch : [];
    const answer = decide(events);
    requests.push({
      method: request.method ?? "",
      headers: request.headers,
      body,
      events,
      status: answer === "hang" ? 0 : answer.status,
    });
    if (answer === "hang") return;
    await sleep(answer.delay ?? 0);
    const cors = { "access-control-allow-origin": "*", "access-control-expose-headers": "retry-after" };
    response.writeHead(answer.status, { ...cors, ...answer.headers }).end(answer.body ?? "{}");
  };
  const { server, url } = await listen((request, response) => {
    const file = FILES.find((path) => request.url === `/${basename(path)}`);
    if (file) response.setHeader("access-control-allow-origin", "*").setHeader("content-type", "text/javascript").end(readFileSync(file));
    else void record(request, response);
  });
  const stored = (): WireEvent[] => requests.filter(({ status }) => status === 200).flatMap(({ events }) => events);
  return {
    url,
    requests,
    stored,
    waitFor: (count) =>
      eventually(() => {
        const unique = new Map(stored().map((event) => [event.messageId, event]));
        expect([...unique.values()].map(nameOf)).toHaveLength(count);
        return [...unique.values()].sort((a, b) => (a.messageId < b.messageId ? -1 : 1));
      }),
    answer(next) {
      decide = next;
    },
    close: () => stop(server),
  };
}

/** The path of the page an event tells of. */
export const pathOf = ({ context }: WireEvent): string => new URL(context?.page?.url ?? "about:blank").pathname;

/** A short name to compare events by. */
export const nameOf = (event: WireEvent): string => event.event ?? `${event.type}${pathOf(event)}`;

/** Which of its page load's events the id of one says that it is, from 0. */
export const numberIn = (messageId: string): number => Number.parseInt(messageId.slice(15, 18) + messageId.slice(19, 23), 16) - 0x8000;

/** A web site on an origin of its own, with the same page at every address unless `pageAt` says otherwise; also pages of XHTML, and scripts. */
export async function startSite(pageAt: (path: string) => string): Promise<{ url: string; close(): Promise<void> }> {
  const { server, url } = await listen((request, response) => {
    const path = request.url ?? "/";
    const body = pageAt(path);
    const markup = body.startsWith("<html xmlns") ? "application/xhtml+xml" : "text/html";
    const type = path.endsWith(".js") ? "text/javascript" : markup;
    response.writeHead(body ? 200 : 404, { "content-type": `${type};charset=utf-8` }).end(body);
  });
  return { url, close: () => stop(server) };
}

/**
 * The script tag of a customer of this collector. It does not tell how long pages were looked at unless it is told to, because that
 * adds an event where a test takes longer than a second. Of an attribute that stands there twice, the first one counts.
 */
export const tagOf = (wire: { url: string }, attributes = ""): string =>
  `<script async src="${wire.url}/waystitch.js" data-write-key="wk_test" ${attributes} data-engagement="off"></script>`;
