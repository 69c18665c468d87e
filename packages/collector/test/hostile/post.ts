import { Agent, request } from "node:http";
import { postRaw } from "./post-raw.js";

export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** What is posted: to which path, with which headers. */
export interface Posted {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** True when the body is all that is sent, its own request line and headers in it, on a connection of its own. */
  readonly isRaw?: boolean;
}

export interface Poster {
  /** @throws when the connection breaks before the answer */
  post(posted: Posted): Promise<Answer>;
  close(): void;
}

/** Posts over connections that are kept. */
export function createPoster(url: string, connections: number): Poster {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    post: ({ path, headers, body, isRaw }) =>
      isRaw
        ? postRaw(url, body)
        : new Promise((resolve, reject) => {
            const outgoing = request(new URL(path, url), { method: "POST", agent, headers: { ...headers, "content-length": body.length } });
            outgoing.on("error", reject).on("response", (response) => {
              let text = "";
              response
                .setEncoding("utf8")
                .on("data", (chunk: string) => {
                  text += chunk;
                })
                .on("error", reject)
                .on("end", () => resolve({ status: response.statusCode ?? 0, text }));
            });
            outgoing.end(body);
          }),
    close: () => agent.destroy(),
  };
}
