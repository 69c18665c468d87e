import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/**
 * A way to a server that can be disturbed.
 * - `pass`: as if it were not there.
 * - `freeze`: nothing arrives on either side any more, and nobody is told; thawed by `pass`.
 * - `cutAnswer`: what the client says arrives; the answer does not, and the connection breaks instead.
 */
export type Disturbance = "pass" | "freeze" | "cutAnswer";

export interface TcpProxy {
  readonly port: number;
  disturb(how: Disturbance): void;
  /** What is frozen now stays so for ever, as when a machine between the two has gone; new connections pass. */
  abandon(): void;
  close(): Promise<void>;
}

interface Link {
  readonly client: Socket;
  readonly server: Socket;
}

export interface TcpProxyOptions {
  /** Changes what the client says. */
  readonly rewrite?: (bytes: Buffer) => Buffer;
}

/** Starts a proxy on a free port of this machine. */
export async function startTcpProxy(
  to: { readonly host: string; readonly port: number },
  { rewrite = (bytes) => bytes }: TcpProxyOptions = {},
): Promise<TcpProxy> {
  let how: Disturbance = "pass";
  let links: Link[] = [];
  const abandoned: Link[] = [];
  const end = (link: Link) => {
    for (const socket of [link.client, link.server]) socket.destroy();
    links = links.filter((other) => other !== link);
  };
  const listener = createServer((client) => {
    const link = { client, server: connect(to.port, to.host) };
    links.push(link);
    for (const socket of [link.client, link.server]) socket.on("error", () => end(link)).on("close", () => end(link));
    link.client.on("data", (bytes) => void link.server.write(rewrite(bytes)));
    link.server.on("data", (bytes) => {
      if (how === "cutAnswer") end(link);
      else link.client.write(bytes);
    });
    if (how === "freeze") for (const socket of [link.client, link.server]) socket.pause();
  });
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  const address = listener.address();
  if (address === null || typeof address === "string") throw new Error("not listening on a port");
  return {
    port: address.port,
    disturb(next) {
      how = next;
      for (const { client, server } of links)
        for (const socket of [client, server])
          if (next === "freeze") socket.pause();
          else socket.resume();
    },
    abandon() {
      abandoned.push(...links);
      links = [];
      how = "pass";
    },
    async close() {
      listener.close();
      [...links, ...abandoned].forEach(end);
      await once(listener, "close");
    },
  };
}
