import { connect } from "node:net";
import type { Answer } from "./post.js";

/** A server that waits for more of a request than there is waits for long. */
const PATIENCE_MS = 300;

/** Sends bytes that may not be HTTP, and reads what is answered: status 0 when nothing is, or the connection is closed. */
export function postRaw(url: string, bytes: Buffer): Promise<Answer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    let text = "";
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket
      .setTimeout(PATIENCE_MS, () => socket.destroy())
      .setEncoding("utf8")
      .on("data", (chunk: string) => {
        text += chunk;
      })
      .on("error", () => undefined)
      .on("close", () => {
        const [, status = "0"] = /^HTTP\/1\.[01] (\d{3}) /.exec(text) ?? [];
        resolve({ status: Number(status), text: text.split("\r\n\r\n").slice(1).join("\r\n\r\n") });
      });
  });
}
