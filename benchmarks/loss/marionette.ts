import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** A connection to a Firefox that was started with `--marionette`. */
export interface Marionette {
  /**
   * Runs a command, such as `WebDriver:Navigate`.
   * @returns what it came to
   * @throws when the browser refuses it, or is gone
   */
  send(command: string, parameters?: object): Promise<unknown>;
  close(): void;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** Takes whole messages off the beginning of what arrived: each is its length in bytes, a colon and that much JSON. */
function takeMessages(received: Buffer): { readonly messages: readonly unknown[]; readonly rest: Buffer } {
  const messages: unknown[] = [];
  let rest = received;
  for (;;) {
    const colon = rest.indexOf(":");
    const end = colon + 1 + Number(rest.subarray(0, colon).toString());
    if (colon < 0 || rest.length < end) return { messages, rest };
    messages.push(JSON.parse(rest.subarray(colon + 1, end).toString()));
    rest = rest.subarray(end);
  }
}

/** A command is `[0, id, name, parameters]`, its answer `[1, id, error, result]`. */
function converse(socket: Socket): Marionette {
  const waiting = new Map<number, Waiting>();
  let received = Buffer.alloc(0);
  let count = 0;
  socket.on("data", (chunk: Buffer) => {
    const { messages, rest } = takeMessages(Buffer.concat([received, chunk]));
    received = Buffer.from(rest);
    for (const message of messages) {
      // The first message is a greeting and no list.
      if (!Array.isArray(message)) continue;
      const [, id, error, result] = message as [number, number, { readonly message: string } | null, unknown];
      if (error) waiting.get(id)?.reject(new Error(error.message));
      else waiting.get(id)?.resolve(result);
      waiting.delete(id);
    }
  });
  socket.on("error", () => {});
  socket.on("close", () => {
    for (const { reject } of waiting.values()) reject(new Error("Firefox is gone"));
  });
  return {
    send: (command, parameters = {}) =>
      new Promise((resolve, reject) => {
        const id = ++count;
        waiting.set(id, { resolve, reject });
        const text = JSON.stringify([0, id, command, parameters]);
        socket.write(`${Buffer.byteLength(text)}:${text}`);
      }),
    close: () => socket.destroy(),
  };
}

/** https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html */
export async function connectMarionette(port: number): Promise<Marionette> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  return converse(socket);
}
