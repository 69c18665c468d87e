import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createRecordingProxy } from "@waystitch/testbed";
import { afterEach, beforeEach, expect, test } from "vitest";

const arrived: string[] = [];
const target = createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request.setEncoding("utf8")) body += chunk;
  arrived.push(body);
  response.writeHead(201, { "x-target": "yes" }).end(`got ${body}`);
});
let proxy: Awaited<ReturnType<typeof createRecordingProxy>>;

beforeEach(async () => {
  arrived.length = 0;
  target.listen(0, "127.0.0.1");
  await once(target, "listening");
  proxy = await createRecordingProxy(`http://127.0.0.1:${(target.address() as AddressInfo).port}`);
});

afterEach(async () => {
  await proxy.close();
  target.closeAllConnections();
  target.close();
});

const post = (body: string) => fetch(`${proxy.url}/v1/batch?a=1`, { method: "POST", body });

test("a request passes unchanged, and is recorded byte for byte with its answer's status", async () => {
  const answer = await post("kính râm 🕶");
  expect([answer.status, answer.headers.get("x-target"), await answer.text()]).toEqual([201, "yes", "got kính râm 🕶"]);
  expect(proxy.requests).toMatchObject([{ method: "POST", path: "/v1/batch?a=1", body: Buffer.from("kính râm 🕶"), status: 201 }]);
});

test("a dropped request never arrives, a lost one arrives without an answer", async () => {
  proxy.decide((request) => (request.body.toString() === "drop" ? "drop" : "lose"));
  await expect(post("drop")).rejects.toThrow();
  await expect(post("lose")).rejects.toThrow();
  expect(arrived).toEqual(["lose"]);
  expect(proxy.requests.map(({ status }) => status)).toEqual([undefined, undefined]);
});

test("an answer can be given in the target's place", async () => {
  proxy.decide(() => ({ answer: 503, headers: { "retry-after": "1" }, body: "later" }));
  const answer = await post("x");
  expect([answer.status, answer.headers.get("retry-after"), await answer.text()]).toEqual([503, "1", "later"]);
  expect(arrived).toEqual([]);
});

test("delayed requests arrive after those that came later", async () => {
  proxy.decide((request) => (request.body.toString() === "slow" ? { delay: 300 } : "pass"));
  await Promise.all([post("slow"), post("fast")]);
  expect(arrived).toEqual(["fast", "slow"]);
});

test("a recorded request can be delivered again", async () => {
  await post("again");
  const [recorded] = proxy.requests;
  if (!recorded) throw new Error("nothing was recorded");
  expect(await proxy.replay(recorded)).toBe(201);
  expect(arrived).toEqual(["again", "again"]);
});

test("a target that is not there is answered with 502, and another one can take its place", async () => {
  const here = `http://127.0.0.1:${(target.address() as AddressInfo).port}`;
  proxy.retarget("http://127.0.0.1:1");
  expect((await post("x")).status).toBe(502);
  proxy.retarget(here);
  expect((await post("y")).status).toBe(201);
});

test("while it cannot be reached, connections are refused, and afterwards it is at the same address", async () => {
  const refused = (error: Error): unknown => (error.cause as { readonly code?: unknown }).code;
  await proxy.setReachable(false);
  expect(await post("x").catch(refused)).toBe("ECONNREFUSED");
  await proxy.setReachable(true);
  expect((await post("y")).status).toBe(201);
  expect(arrived).toEqual(["y"]);
});
