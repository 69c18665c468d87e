import { connect } from "node:net";
import { type BatchAnswer, LIMITS } from "@waystitch/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { HOSTILE_EVENTS } from "./hostile-events.js";
import { startCollector, type TestCollector } from "./start-collector.js";

let collector: TestCollector;
beforeAll(async () => {
  collector = await startCollector();
});
afterAll(() => collector.stop());

const canary = (id: string): string => `{"type":"page","messageId":"${id}","anonymousId":"canary","name":"tốt"}`;
const validFields = (id: string): string => `"type":"page","messageId":"${id}","anonymousId":"hostile"`;

async function isStored(visitor: string, id: string): Promise<boolean> {
  const rows = await collector.database.query("select 1 from events where visitor_id = $1 and event_id = $2 and name = 'tốt'", [
    visitor,
    id,
  ]);
  return rows.length === 1;
}

async function answerTo(body: string, headers: Record<string, string> = {}): Promise<BatchAnswer> {
  const response = await collector.post(body, { headers });
  expect(response.status).toBe(200);
  return (await response.json()) as BatchAnswer;
}

describe("among good events", () => {
  test.each(HOSTILE_EVENTS.map(([what, json, fate], index) => ({ what, json, fate, index })))(
    "$what: $fate",
    async ({ json, fate, index }) => {
      const [before, after] = [`before-${index}`, `after-${index}`];
      const hostile = json.replace("$,", `${validFields(`hostile-${index}`)},`);
      const { accepted, duplicate, rejected } = await answerTo(
        `{"writeKey":"${collector.keys.write}","batch":[${canary(before)},${hostile},${canary(after)}]}`,
      );
      expect([accepted, duplicate, rejected.map(({ reason }) => reason)]).toEqual(fate === "stored" ? [3, 0, []] : [2, 0, [fate]]);
      expect([await isStored("canary", before), await isStored("canary", after)]).toEqual([true, true]);
      if (fate === "stored") return;
      const [kept] = await collector.database.query<{ n: number }>("select count(*)::int as n from rejected_events where reason = $1", [
        fate,
      ]);
      expect(kept?.n).toBeGreaterThan(0);
    },
  );

  test("all of them in one batch, forwards and backwards, leave every good one stored", async () => {
    for (const direction of ["forwards", "backwards"]) {
      // The three largest would not fit into one body together.
      const jsons = HOSTILE_EVENTS.map(([, json]) => json).filter((json) => json.length < 12_000);
      const events = jsons.map((json, index) => json.replace("$,", `${validFields(`${direction}-${index}`)},`));
      const mixed = events.flatMap((json, index) => [json, canary(`${direction}-${index}`)]);
      const ordered = direction === "forwards" ? mixed : mixed.reverse();
      const answer = await answerTo(`{"writeKey":"${collector.keys.write}","batch":[${ordered.join(",")}]}`);
      expect(answer.accepted + answer.duplicate + answer.rejected.length).toBe(ordered.length);
      for (const index of events.keys()) expect(await isStored("canary", `${direction}-${index}`)).toBe(true);
    }
  });

  test("nothing that was stored reads back as more than its bound, or from elsewhere", async () => {
    const [worst] = await collector.database.query<{ bytes: number; parts: number; sites: number; trusted: boolean }>(
      `select max(octet_length(event::text)) as bytes, max(part) as parts, count(distinct site_id)::int as sites, bool_or(trusted) as trusted
       from events as event`,
    );
    expect(worst?.bytes).toBeLessThan(2 * LIMITS.eventBytes);
    expect(worst).toMatchObject({ sites: 1, trusted: false });
    const [kept] = await collector.database.query<{ length: number }>("select max(length(payload)) as length from rejected_events");
    expect(kept?.length).toBeLessThanOrEqual(8_000);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});

describe("around good events", () => {
  const around = (id: string, rest: string): string => `{"writeKey":"${collector.keys.write}","batch":[${canary(id)}]${rest}}`;

  test.each([
    ["__proto__", ',"__proto__":{"batch":[],"writeKey":"x"}'],
    ["constructor", ',"constructor":{"prototype":{"polluted":1}}'],
    ["a sentAt that is none", ',"sentAt":"infinity"'],
    ["a sentAt of another kind", ',"sentAt":{"a":[1e400]}'],
    ["a sentAt in 2099", ',"sentAt":"2099-12-31T00:00:00Z"'],
    ["fields nobody knows, deep", `,"x":${"[".repeat(100_000)}${"]".repeat(100_000)}`],
    ["a NUL in a key", ',"\\u0000":"\\ud800"'],
    ["white space", `,"x":1${" \n".repeat(100_000)}`],
  ])("%s", async (what, rest) => {
    expect(await answerTo(around(`around ${what}`, rest))).toMatchObject({ accepted: 1 });
    expect(await isStored("canary", `around ${what}`)).toBe(true);
  });

  test.each([
    ["a list", "[]", "field_not_object"],
    ["too large", `{"a":"${"x".repeat(LIMITS.contextBytes)}"}`, "event_too_large"],
    ["too deep", `{"a":${"[".repeat(5_000)}${"]".repeat(5_000)}}`, "event_too_deep"],
    ["out of range", '{"a":1e400}', "number_out_of_range"],
  ])("a context for all that is %s rejects each event and keeps it", async (what, context, reason) => {
    const answer = await answerTo(around(`context ${what}`, `,"context":${context}`));
    expect(answer).toMatchObject({ accepted: 0, rejected: [{ index: 0, messageId: `context ${what}`, reason }] });
    const kept = await collector.database.query("select reason from rejected_events where message_id = $1", [`context ${what}`]);
    expect(kept).toEqual([{ reason }]);
  });

  test.each([
    ["x-forwarded-for", "203.0.113.1, <script>"],
    ["user-agent", "\u00ff".repeat(4_000)],
    ["accept-language", ",".repeat(4_000)],
    ["authorization", `Basic ${"A".repeat(8_000)}`],
    ["content-type", "multipart/form-data; boundary=x"],
    ["origin", "null"],
    ["expect", "100-continue"],
  ])("the header %s, hostile", async (name, value) => {
    // Fetch sets some of these itself; on the wire they are only text.
    const body = around(`header ${name}`, "");
    const head = `POST /v1/batch HTTP/1.1\r\nhost: a\r\nconnection: close\r\n${name}: ${value}\r\n`;
    const status = await raw(`${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n`, body);
    expect(status).toMatch(/HTTP\/1\.1 200 OK/);
    expect(await isStored("canary", `header ${name}`)).toBe(true);
  });
});

/** Everything a server answers to bytes that may not be HTTP. */
function raw(head: string, body = ""): Promise<string> {
  const { hostname, port } = new URL(collector.url);
  return new Promise((resolve) => {
    let answer = "";
    const socket = connect(Number(port), hostname, () => socket.write(Buffer.concat([Buffer.from(head, "latin1"), Buffer.from(body)])));
    socket.setEncoding("utf8").on("data", (text) => {
      answer += text;
    });
    socket.on("error", () => undefined).on("close", () => resolve(answer));
  });
}

describe("what is no request", () => {
  const post = "POST /v1/batch HTTP/1.1\r\nhost: a\r\nconnection: close\r\n";

  test.each([
    ["noise", "\u0016\u0003\u0001\u0002\u0000\r\n\r\n"],
    ["a length that is negative", `${post}content-length: -1\r\n\r\n{}`],
    ["a length that is no number", `${post}content-length: x\r\n\r\n{}`],
    ["two lengths", `${post}content-length: 2\r\ncontent-length: 3\r\n\r\n{}x`],
    ["a length and chunks", `${post}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`],
    ["chunks of no size", `${post}transfer-encoding: chunked\r\n\r\nzz\r\n`],
    ["30 KB of headers", `${post}x: ${"x".repeat(30_000)}\r\n\r\n`],
    ["a header with a NUL", `${post}x: \u0000\r\n\r\n`],
  ])("%s is answered with a 4xx, and the next request with 200", async (what, bytes) => {
    expect(await raw(bytes)).toMatch(/^HTTP\/1\.1 4\d\d /);
    const answer = await answerTo(`{"writeKey":"${collector.keys.write}","batch":[${canary(`after ${what}`)}]}`);
    expect(answer.accepted).toBe(1);
  });
});

test("nothing of all this was an error of the collector's own", () => {
  expect(collector.log.filter((line) => /"level":(?:50|60)/.test(line))).toEqual([]);
});
