import { gzipSync } from "node:zlib";
import { EVENT_TYPES } from "@waystitch/protocol";
import { type Attack, batchOf } from "./attack.js";
import { type Entry, jsonOf } from "./batch.js";
import { canaryOf } from "./canary.js";
import type { Suspect } from "./suspects.js";

/** Hostile events in a request, beside its canaries. */
const PER_REQUEST = 20;

function chunksOf<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));
}

/** Canaries before, between and behind; every third request begins, and every other third ends, with a hostile event. */
function amongCanaries(suspects: readonly Suspect[], id: string, at: number): readonly Entry[] {
  const canary = (place: string): Entry[] => [{ canary: `${id}-${place}`, json: canaryOf(`${id}-${place}`) }];
  const hostile = suspects.map((suspect): Entry => ({ suspect }));
  const middle = suspects.length >> 1;
  return [
    ...(at % 3 === 0 ? [] : canary("first")),
    ...hostile.slice(0, middle),
    ...canary("middle"),
    ...hostile.slice(middle),
    ...(at % 3 === 1 ? [] : canary("last")),
  ];
}

/** Batches that have all these events, every other one compressed. */
export function batchesOf(suspects: readonly Suspect[], key: string, run: string): readonly Attack[] {
  return chunksOf(suspects, PER_REQUEST).map((chunk, at) => {
    const entries = amongCanaries(chunk, `${run}-${at}`, at);
    const plain = Buffer.from(batchOf(key, entries));
    const compressed = { body: gzipSync(plain), headers: { "content-encoding": "gzip" } };
    return {
      id: `batch ${run}-${at}`,
      entries,
      isDamaged: false,
      path: "/v1/batch",
      ...(at % 2 === 1 ? compressed : { body: plain, headers: {} }),
    };
  });
}

/** Each of these events as a call of its own, under the long or the short path of its type, the key in the header, and canaries' calls in between. */
export function callsOf(suspects: readonly Suspect[], key: string, run: string): readonly Attack[] {
  const headers = { authorization: `Basic ${Buffer.from(`${key}:`).toString("base64")}` };
  const callOf = (entry: Entry, path: string): Attack => ({
    id: `a call of ${path}`,
    entries: [entry],
    isDamaged: false,
    path,
    headers,
    body: Buffer.from(jsonOf(entry)),
  });
  return suspects.flatMap((suspect, at) => {
    const type = EVENT_TYPES.find((known) => suspect.json.includes(`"type":"${known}"`)) ?? "page";
    const attack = callOf({ suspect }, `/v1/${at % 2 === 0 ? type : type.slice(0, 1)}`);
    if (at % PER_REQUEST !== 0) return [attack];
    const id = `${run}-${at}`;
    return [attack, callOf({ canary: id, json: canaryOf(id) }, "/v1/page")];
  });
}
