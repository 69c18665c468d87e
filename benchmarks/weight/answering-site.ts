import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { basename } from "node:path";
import type { Contender } from "./contenders.js";
import { loadCode } from "./load-code.js";
import { shopPage } from "./shop-page.js";

/** What peers ask their service for at the start, by the end of its address, and the least that lets them go on. */
const SETTINGS: readonly (readonly [path: RegExp, answer: object])[] = [
  // Segment
  [/\/projects\/key\/settings$/, { integrations: { "Segment.io": { apiKey: "key" } } }],
  // RudderStack
  [
    /\/sourceConfig\//,
    {
      source: {
        id: "source",
        name: "shop",
        writeKey: "key",
        enabled: true,
        workspaceId: "workspace",
        connections: [],
        destinations: [],
        config: { statsCollection: { errors: { enabled: false }, metrics: { enabled: false } } },
      },
    },
  ],
  // PostHog
  [/\/array\/key\/config/, { supportedCompression: ["gzip", "gzip-js"], hasFeatureFlags: false, sessionRecording: false, surveys: false }],
  [/\/flags\//, { flags: {} }],
  // Rybbit
  [/\/tracking-config\/1$/, {}],
];

/** A shop, and on another origin the service that all contenders send to. */
export interface AnsweringSite {
  /** The page with a contender; without one for `undefined`. */
  urlWith(contender: Contender | undefined): string;
  /** How many requests with a body came since this was asked last. */
  takePosts(): number;
  close(): Promise<void>;
}

async function listen(handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<{ server: Server; url: string }> {
  const server = createServer(handle).listen(0, "127.0.0.1");
  await once(server, "listening");
  // A server on a TCP port has such an address.
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

export async function startAnsweringSite(contenders: readonly Contender[]): Promise<AnsweringSite> {
  const scripts = await Promise.all(contenders.map(loadCode));
  const beside = new Map(contenders.flatMap((one) => one.beside ?? []).map((file) => [`/code/${basename(file)}`, readFileSync(file)]));
  let posts = 0;
  const service = await listen((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://service");
    const script = scripts[Number(/^\/code\/(\d+)\.js$/.exec(pathname)?.[1])] ?? beside.get(pathname);
    response.setHeader("access-control-allow-origin", request.headers.origin ?? "*");
    response.setHeader("access-control-allow-credentials", "true");
    response.setHeader("access-control-allow-headers", request.headers["access-control-request-headers"] ?? "*");
    if (request.method === "POST") posts++;
    request.resume();
    if (script) {
      response.setHeader("cache-control", "public, max-age=86400");
      response.setHeader("content-type", "text/javascript;charset=utf-8").end(script);
      return;
    }
    // A script with settings: PostHog asks for them as JSON when there is none.
    const missing = pathname.endsWith(".js");
    const answer = SETTINGS.find(([path]) => path.test(pathname))?.[1] ?? { success: true };
    response.writeHead(missing ? 404 : 200, { "content-type": "application/json" }).end(JSON.stringify(answer));
  });
  const site = await listen((request, response) => {
    const index = Number(new URL(request.url ?? "/", "http://site").searchParams.get("contender") ?? Number.NaN);
    const contender = contenders[index];
    const page = shopPage(service.url, contender && `${service.url}/code/${index}.js`, contender);
    response.setHeader("content-type", "text/html;charset=utf-8").end(page);
  });
  return {
    urlWith: (contender) => (contender ? `${site.url}/?contender=${contenders.indexOf(contender)}` : `${site.url}/`),
    takePosts() {
      const taken = posts;
      posts = 0;
      return taken;
    },
    async close() {
      for (const { server } of [site, service]) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}
