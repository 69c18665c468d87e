import { gunzipSync } from "node:zlib";
import { EVENT_TYPES, isObject } from "@waystitch/protocol";
import { REFUSALS, type Refusal } from "../../src/refusals.js";
import { type Entry, jsonOf, judgeAnswer, type Told } from "./batch.js";
import { canaryOf } from "./canary.js";
import type { Answer, Posted } from "./post.js";
import { markIn } from "./suspects.js";

/** A request with hostile events, canaries among them. */
export interface Attack extends Posted {
  /** What it can be found by. */
  readonly id: string;
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

/** The bytes without their compression, where it is sound. */
function readBytes({ body, headers }: Posted): Buffer | undefined {
  try {
    return /gzip/i.test(headers["content-encoding"] ?? "") ? gunzipSync(body) : body;
  } catch {
    return undefined;
  }
}

/** What the bytes can be read as, or `undefined`. */
function readBody(posted: Posted): unknown {
  try {
    return JSON.parse(
      readBytes(posted)
        ?.toString("utf8")
        .replace(/^\ufeff/, "") ?? "",
    );
  } catch {
    return undefined;
  }
}

/** A value's JSON; nothing for one that is nested too deep to be written. */
function write(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return "";
  }
}

function entryOf(item: unknown, hasContext: boolean): Entry {
  const id = isObject(item) ? item["messageId"] : undefined;
  const json = write(item);
  // A context for all may reject all.
  if (typeof id === "string" && !hasContext && json === canaryOf(id)) return { canary: id, json };
  return { suspect: { what: "what damage has left", json, mark: markIn(item) } };
}

/** The events that a damaged body still has. */
function entriesIn(attack: Attack): readonly Entry[] {
  const body = readBody(attack);
  if (!isObject(body)) return [];
  const { batch, context } = body;
  const type = EVENT_TYPES.find((known) => attack.path === `/v1/${known}` || attack.path === `/v1/${known.slice(0, 1)}`);
  if (type !== undefined) return [entryOf({ ...body, type }, true)];
  return Array.isArray(batch) ? batch.map((item) => entryOf(item, context !== undefined)) : [];
}

const isDocumented = ({ status, text }: Answer): boolean =>
  Object.entries(REFUSALS).some(([error, refusal]) => refusal.status === status && text.startsWith(`{"error":"${error}"`));

function excerpt(attack: Attack): string {
  const { path, headers, body } = attack;
  const text = readBytes(attack)?.toString("utf8") ?? body.toString("hex");
  return `POST ${path} ${JSON.stringify(headers).slice(0, 300)}, ${body.length} bytes: ${JSON.stringify(text.slice(0, 1_000))}`;
}

/** Bytes that may be no request, or several, may be answered in any way but as a failure of the collector's. */
function outcomeOfRaw({ id, body }: Attack, { status }: Answer): Outcome {
  const problems = status >= 500 ? [`${id}: ${status} to ${JSON.stringify(body.toString("latin1").slice(0, 2_000))}`] : [];
  return { told: [], accepted: 0, isRefused: status !== 200, problems };
}

/** Holds an answer against the attack. */
export function outcomeOf(attack: Attack, answer: Answer): Outcome {
  if (attack.isRaw) return outcomeOfRaw(attack, answer);
  if (answer.status === 200 && attack.refusal === undefined) {
    const judged = judgeAnswer(attack.isDamaged ? entriesIn(attack) : attack.entries, answer.text);
    return { ...judged, isRefused: false, problems: judged.problems.map((problem) => `${attack.id}: ${problem}`) };
  }
  const mayBe = attack.refusal === undefined ? attack.isDamaged : answer.text.startsWith(`{"error":"${attack.refusal}"`);
  const isFine = mayBe && answer.status < 500 && isDocumented(answer);
  const problems = isFine ? [] : [`${attack.id}: ${answer.status} ${answer.text.slice(0, 200)} to ${excerpt(attack)}`];
  return { told: [], accepted: 0, isRefused: true, problems };
}

/** The body of a batch of these events. */
export const batchOf = (key: string, entries: readonly Entry[]): string =>
  `{"writeKey":"${key}","batch":[${entries.map(jsonOf).join(",")}]}`;
