import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { BatchAnswer } from "@waystitch/protocol";

/** A collector that says yes before anything is committed. */
export interface EarlyAck {
  readonly url: string;
  close(): Promise<void>;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  // Bodies are read as bytes.
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

/** Starts what acknowledges every batch as a whole and then passes it on, once, to the collector at `url`. */
export async function startEarlyAck(url: string): Promise<EarlyAck> {
  const server = createServer(async (request, response) => {
    const body = await textOf(request);
    // The clients' own batches.
    const { batch } = JSON.parse(body) as { batch: readonly { event?: string; messageId: string }[] };
    const rejected = batch.flatMap((event, index) =>
      event.event === undefined ? [{ index, messageId: event.messageId, reason: "name_missing" as const, detail: "" }] : [],
    );
    const answer: BatchAnswer = { success: true, accepted: batch.length - rejected.length, duplicate: 0, rejected };
    response.setHeader("content-type", "application/json").end(JSON.stringify(answer));
    await fetch(`${url}${request.url}`, { method: "POST", body }).then(
      (passedOn) => passedOn.arrayBuffer(),
      () => undefined,
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("not listening on a port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
