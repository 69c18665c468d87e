import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { expect, test } from "vitest";
import { type Listener, listenFrom } from "../src/index.js";

const HOST = "127.0.0.1";
const portOf = (server: Server): number => {
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
};

async function listenOn(port: number): Promise<Server> {
  const server = createServer().listen(port, HOST);
  await once(server, "listening");
  return server;
}

/** Listens as Fastify does: resolves with a URL, rejects with the error of the socket. */
function listenerOf(server: Server): Listener {
  return {
    async listen({ host, port }) {
      server.listen(port, host);
      await once(server, "listening");
      return `http://${host}:${portOf(server)}`;
    },
  };
}

test("a busy port is stepped over", async () => {
  const busy = await listenOn(0);
  const server = createServer();
  const url = await listenFrom(listenerOf(server), HOST, portOf(busy));
  expect(Number(new URL(url).port)).toBeGreaterThan(portOf(busy));
  expect(portOf(server)).toBe(Number(new URL(url).port));
  server.close();
  busy.close();
});

test("port 0 takes any free port", async () => {
  const server = createServer();
  expect(Number(new URL(await listenFrom(listenerOf(server), HOST, 0)).port)).toBeGreaterThan(0);
  server.close();
});

test("an error other than a busy port is not stepped over", async () => {
  let attempts = 0;
  const denied: Listener = {
    listen() {
      attempts++;
      return Promise.reject(Object.assign(new Error("denied"), { code: "EACCES" }));
    },
  };
  await expect(listenFrom(denied, HOST, 80)).rejects.toThrow("denied");
  expect(attempts).toBe(1);
});

test("it gives up when a hundred ports in a row are busy", async () => {
  const ports: number[] = [];
  const busy: Listener = {
    listen({ port }) {
      ports.push(port);
      return Promise.reject(Object.assign(new Error("busy"), { code: "EADDRINUSE" }));
    },
  };
  await expect(listenFrom(busy, HOST, 4100)).rejects.toThrow("busy");
  expect(ports).toHaveLength(101);
  expect(new Set(ports).size).toBe(101);
});
