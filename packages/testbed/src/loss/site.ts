import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { CALLS, EVENT } from "./product.js";

/** A shop of which every page can make the calls and lead to the next page. */
export interface Site {
  readonly url: string;
  /** From now on a page takes this many milliseconds to come. */
  slowDown(ms: number): void;
  close(): Promise<void>;
}

/** The address of the site's pages tells in each request which of them sent it. */
const page = (head: string, track: string): string => `<!doctype html><html lang="vi"><head><meta charset="utf-8">
<meta name="referrer" content="unsafe-url"><title>Mắt Xinh</title>
${head}
<script>
const track = ${track};
function trackAll(bytes) {
  for (let n = 0; n < ${CALLS}; n++) track("${EVENT}", bytes ? { n, text: "x".repeat(bytes) } : { n });
}
function trackAndClose() { trackAll(); window.close(); }
</script></head><body>
<h1>Mắt Xinh</h1>
<p><a id="link" href="/next" onclick="trackAll()">Gọng kính</a></p>
<form action="/next" onsubmit="trackAll()"><input name="size" value="M"><button id="send">Mua ngay</button></form>
</body></html>`;

/**
 * @param host the name it is reached by, which must lead to this machine
 * @param head HTML
 * @param track JavaScript of a function `(name, properties)`
 */
export async function startSite(host: string, head: string, track: string): Promise<Site> {
  let delay = 0;
  const server = createServer(async (request, response) => {
    if (delay > 0) await sleep(delay);
    const isPage = request.headers.accept?.includes("text/html") ?? false;
    response.writeHead(isPage ? 200 : 404, { "content-type": "text/html;charset=utf-8" }).end(isPage ? page(head, track) : "");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    // A server on a TCP port has such an address.
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    slowDown(ms) {
      delay = ms;
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
