import { gzipSync } from "node:zlib";
import { type Attack, batchOf } from "./attack.js";
import type { Entry } from "./batch.js";
import { canaryOf } from "./canary.js";
import { damage } from "./damage.js";
import type { Random } from "./random.js";
import { createRandom } from "./random.js";
import { randomSuspect } from "./random-event.js";
import { hostileJson, randomJson } from "./random-json.js";

/** Hostile events in a request. */
export const PER_REQUEST = 20;
const CANARIES = 3;
/** Below the 500 KB of a request. */
const MAX_BYTES = 450_000;

/** Headers that are hostile and say nothing that a request could be refused for. */
const HEADERS: Readonly<Record<string, readonly string[]>> = {
  "user-agent": [
    "",
    "x",
    "(".repeat(500),
    "Mozilla/5.0 ".repeat(300),
    "\u00ff".repeat(2_000),
    "<script>",
    "a;".repeat(3_000),
    " ".repeat(400),
    "victim@shop.example",
  ],
  "accept-language": ["", "*", ",".repeat(3_000), "vi-VN", "-", "vi_VN;q=x", "\u00e9", "a".repeat(3_000)],
  "content-type": [
    "",
    "application/json",
    "text/plain",
    "multipart/form-data; boundary=x",
    "a/b;\tcharset=utf-16",
    ";;;",
    "application/json; charset=\u00ff",
  ],
  "x-forwarded-for": [
    "",
    "203.0.113.1",
    "<script>",
    "1,".repeat(1_000),
    "::ffff:1.2.3.4%x",
    "fe80::1%25",
    "999.1.1.1",
    "unknown",
    "203.0.113.1:80, 127.0.0.1",
  ],
  "x-forwarded-host": ["", "evil.example", "a b", "[::1]:x"],
  "x-forwarded-proto": ["", "https", "javascript", "https,http"],
  "cf-ipcountry": ["", "VN", "vn", "XX", "T1", "'; --", "V\u00d1", "\u00ff".repeat(100)],
  origin: ["null", "https://shop.example", "file://", "\u00ff", `https://${"a.".repeat(1_000)}`],
  referer: ["%", "https://\u00ff/"],
  cookie: ["waystitch=x", "=;=;=", "a=%00", "__proto__=1", ";".repeat(2_000), `waystitch=${"x".repeat(4_000)}`, "waystitch=%E0%A4%A"],
  accept: ["", "*/*", "text/html;q=9"],
  "sec-gpc": ["1"],
  "if-none-match": ["*"],
  range: ["bytes=0-"],
  "x-http-method-override": ["DELETE"],
  "accept-encoding": ["br", "gzip;q=x"],
  __proto__x: ["1"],
};
/** Headers that a request may be refused for. */
const REFUSABLE: Readonly<Record<string, readonly string[]>> = {
  "content-encoding": ["br", "deflate", "gzip", "x-gzip", "gzip, gzip", "identity", "IDENTITY", "", "\u00ff", "none"],
  authorization: ["Basic", "Basic =", "Bearer x", `Basic ${"A".repeat(3_000)}`, "Basic OjpAOg==", "\u00ff", "Basic AAAA"],
};

function someHeaders(random: Random, from: typeof HEADERS, most: number): Record<string, string> {
  const names = Object.keys(from);
  const headers: Record<string, string> = {};
  for (let left = random.below(most + 1); left > 0; left--) {
    const name = random.pick(names);
    headers[name] = random.pick(from[name] ?? [""]);
  }
  return headers;
}

/** Hostile events with canaries at random places. */
function randomEntries(random: Random, id: string): readonly Entry[] {
  const entries: Entry[] = [];
  let bytes = 0;
  for (let at = 0; at < PER_REQUEST && bytes < MAX_BYTES; at++) {
    const suspect = randomSuspect(random, `${id}-${at}`);
    const size = Buffer.byteLength(suspect.json);
    if (bytes + size > MAX_BYTES) continue;
    entries.push({ suspect });
    bytes += size;
  }
  for (let at = 0; at < CANARIES; at++) {
    const canary = `${id}-canary-${at}`;
    entries.splice(random.below(entries.length + 1), 0, { canary, json: canaryOf(canary) });
  }
  return entries;
}

function withEnvelope(random: Random, body: string): string {
  const name = random.pick(['"context"', '"sentAt"', '"writeKey"', '"batch"', '"x"', '"__proto__"']);
  const json = random.chance(0.5) ? hostileJson(random) : randomJson(random);
  return random.chance(0.5) ? `${body.slice(0, -1)},${name}:${json}}` : `{${name}:${json},${body.slice(1)}`;
}

export interface AttackKeys {
  readonly write: string;
  readonly secret: string;
  /** Of another site, where is stored what nobody counts. */
  readonly other: string;
}

function singleCall(random: Random, id: string, key: string, headers: Attack["headers"]): Attack {
  const suspect = randomSuspect(random, id);
  const path = `/v1/${random.pick(["page", "screen", "track", "identify", "group", "alias", "p", "s", "t", "i", "g", "a"])}`;
  const authorization = `Basic ${Buffer.from(`${key}:`).toString("base64")}`;
  return { id, entries: [{ suspect }], isDamaged: true, path, headers: { ...headers, authorization }, body: Buffer.from(suspect.json) };
}

/** A request of which the line and the headers are damaged, too. Whether it was one, and its event is stored, is not told from the answer. */
function rawRequest(random: Random, id: string, key: string, headers: Attack["headers"]): Attack {
  const json = `{"writeKey":"${key}","batch":[${canaryOf(`${id}-raw`)}]}`;
  const lines = Object.entries({ host: "a", connection: "close", "content-length": String(Buffer.byteLength(json)), ...headers });
  const head = `POST /v1/batch HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`;
  const body = Buffer.concat([damage(random, Buffer.from(head, "latin1")), Buffer.from(json)]);
  return { id, entries: [], isDamaged: true, isRaw: true, path: "/", headers: {}, body };
}

/**
 * A request out of chance: its events hostile, and one in five beyond that damaged in its bytes, its compression, its headers or its envelope.
 * @param at which one; the same for the same seed
 */
export function randomAttack(seed: number, at: number, keys: AttackKeys): Attack {
  const random = createRandom(seed + Math.imul(at, 0x9e3779b1));
  const id = `r${at}`;
  const key = random.chance(0.5) ? keys.write : keys.secret;
  const headers = someHeaders(random, HEADERS, 4);
  const kind = random.below(100);
  if (kind < 1) return rawRequest(random, id, keys.other, headers);
  if (kind < 4) return singleCall(random, id, key, headers);
  const entries = randomEntries(random, id);
  const text = batchOf(key, entries);
  const path = random.pick(["/v1/batch", "/v1/b", "/v1/import", "/e"]);
  const base = { id, entries, path, headers, isDamaged: true };
  const isCompressed = random.chance(0.2);
  const packed = (bytes: Buffer): Buffer => (isCompressed ? gzipSync(bytes, { level: 1 }) : bytes);
  const said = isCompressed ? { ...headers, "content-encoding": "gzip" } : headers;
  if (kind < 14) return { ...base, headers: said, body: packed(damage(random, Buffer.from(text))) };
  if (kind < 16)
    return { ...base, headers: { ...headers, "content-encoding": "gzip" }, body: damage(random, gzipSync(text, { level: 1 })) };
  if (kind < 18) return { ...base, headers: { ...headers, ...someHeaders(random, REFUSABLE, 2) }, body: Buffer.from(text) };
  if (kind < 20) return { ...base, headers: said, body: packed(Buffer.from(withEnvelope(random, text))) };
  return { ...base, isDamaged: false, headers: said, body: packed(Buffer.from(text)) };
}
