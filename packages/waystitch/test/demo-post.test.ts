import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, expect, test } from "vitest";
import { seedDemo } from "../src/demo/seed.js";
import { post } from "../src/demo/send/post.js";

const BODY = { text: '{"batch":[]}', events: 0, people: 0 };
const ANSWER = { success: true, accepted: 0, duplicate: 0, rejected: [] };
const closing: (() => void)[] = [];

afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A collector that answers with these statuses, one after the other, and then 200. */
async function collector(statuses: readonly number[]) {
  const got: string[] = [];
  const server = createServer(async (request, response) => {
    got.push(`${request.method} ${request.url} ${request.headers.authorization} ${await text(request)}`);
    const status = statuses[got.length - 1] ?? 200;
    response.writeHead(status, { "retry-after": "0" }).end(JSON.stringify(status === 200 ? ANSWER : { error: "key_unknown" }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(() => server.close());
  return { got, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test("a request that is put off is sent again as it was, until the collector has it", async () => {
  const { got, url } = await collector([429, 503, 500]);
  expect(await post({ url, secretKey: "sk" }, BODY, { until: 0 })).toEqual(ANSWER);
  expect(got).toHaveLength(4);
  expect(new Set(got)).toEqual(new Set([`POST /v1/batch Basic ${Buffer.from("sk:").toString("base64")} {"batch":[]}`]));
});

test("what the collector refuses for good ends with its own words", async () => {
  const { got, url } = await collector([401]);
  await expect(post({ url, secretKey: "sk" }, BODY, { until: 0 })).rejects.toThrow(/refuses what is sent: 401 .*key_unknown/);
  expect(got).toHaveLength(1);
});

test("`waystitch demo seed` says what is missing", async () => {
  const options = { dataDir: "/tmp/there-is-none", site: "demo", people: "10", days: "180", seed: "1", wait: true };
  for (const [said, words] of [
    [{}, "No Waystitch is running here: run npm start first"],
    [{ url: "http://127.0.0.1:1" }, "--url needs --secret-key"],
    [{ people: "many" }, "--people is a whole number"],
    [{ until: "2999-01-01" }, "--until is a time that has been"],
  ] as const)
    await expect(seedDemo({ ...options, ...said })).rejects.toThrow(words);
});
