import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as the collector got it. */
export interface Received {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly events: readonly {
    readonly type: string;
    readonly event: string;
    readonly messageId: string;
    readonly timestamp: string;
    readonly properties: Record<string, unknown>;
  }[];
}

/** Stands where Waystitch's collector would, writes down what it gets, and answers what it is told to. */
export async function startRecordingCollector() {
  const received: Received[] = [];
  let status = 200;
  let onChange = (): void => {};
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => {
      body += text;
    });
    request.on("end", () => {
      received.push({ path: request.url ?? "", authorization: request.headers.authorization, events: JSON.parse(body).batch });
      response.writeHead(status, { "content-type": "application/json", "retry-after": "0" });
      response.end(JSON.stringify({ success: status === 200, rejected: [] }));
      onChange();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    answer(next: number): void {
      status = next;
    },
    /** Resolves when `count` requests have come. */
    async requests(count: number): Promise<readonly Received[]> {
      while (received.length < count)
        await new Promise<void>((resolve) => {
          onChange = resolve;
        });
      return received;
    },
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
