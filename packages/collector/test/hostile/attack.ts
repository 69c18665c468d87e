import { gunzipSync } from "node:zlib";
import { isObject } from "@waystitch/protocol";
import { REFUSALS, type Refusal } from "../../src/refusals.js";
import { type Entry, jsonOf, judgeAnswer, type Told } from "./batch.js";
import { canaryOf } from "./canary.js";
import type { Answer, Posted } from "./post.js";
import { markIn } from "./suspects.js";

/** A request with hostile events, canaries among them. */
export interface Attack extends Posted {
  readonly entries: readonly Entry[];
  /** True when more than its events is hostile, so that it may be refused as a whole; what is left of the events stands in the body. */
  readonly isDamaged: boolean;
  /** As what it has to be refused. */
  readonly refusal?: Refusal;
}

/** What came of an attack. */
export interface Outcome {
  readonly told: Told;
  readonly accepted: number;
  readonly isRefused: boolean;
  readonly problems: readonly string[];
}

/** What the bytes can be read as, or `undefined`. */
function readBody({ body, headers }: Posted): unknown {
  try {
    const bytes = /gzip/i.test(headers["content-encoding"] ?? "") ? gunzipSync(body) : body;
    return JSON.parse(bytes.toString("utf8").replace(/^\ufeff/, ""));
  } catch {
    return undefined;
  }
}

function entryOf(item: unknown, hasContext: boolean): Entry {
  const id = isObject(item) ? item["messageId"] : undefined;
  const json = JSON.stringify(item);
  // A context for all may reject all.
  if (typeof id === "string" && !hasContext && json === canaryOf(id)) return { canary: id, json };
  return { suspect: { what: "what damage has left", json, mark: markIn(item) } };
}

/** The events that a damaged body still has. */
function entriesIn(attack: Attack): readonly Entry[] {
  const body = readBody(attack);
  if (!isObject(body)) return [];
  const { batch, context } = body;
  if (Array.isArray(batch)) return batch.map((item) => entryOf(item, context !== undefined));
  return [entryOf(body, true)];
}

const isDocumented = ({ status, text }: Answer): boolean =>
  Object.entries(REFUSALS).some(([error, refusal]) => refusal.status === status && text.startsWith(`{"error":"${error}"`));

const excerpt = ({ path, headers, body }: Posted): string =>
  `POST ${path} ${JSON.stringify(headers)} ${body.length} bytes: ${body.toString("latin1").slice(0, 1_500)}`;

/** Holds an answer against the attack. */
export function outcomeOf(attack: Attack, answer: Answer): Outcome {
  if (answer.status === 200 && attack.refusal === undefined) {
    const judged = judgeAnswer(attack.isDamaged ? entriesIn(attack) : attack.entries, answer.text);
    return { ...judged, isRefused: false };
  }
  const mayBe = attack.refusal === undefined ? attack.isDamaged : answer.text.startsWith(`{"error":"${attack.refusal}"`);
  const isFine = mayBe && answer.status < 500 && isDocumented(answer);
  const problems = isFine ? [] : [`${answer.status} ${answer.text.slice(0, 200)} to ${excerpt(attack)}`];
  return { told: [], accepted: 0, isRefused: true, problems };
}

/** The body of a batch of these events. */
export const batchOf = (key: string, entries: readonly Entry[]): string =>
  `{"writeKey":"${key}","batch":[${entries.map(jsonOf).join(",")}]}`;
