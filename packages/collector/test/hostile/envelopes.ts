import { isObject, LIMITS } from "@waystitch/protocol";
import type { Refusal } from "../../src/refusals.js";
import { type Attack, batchOf } from "./attack.js";
import type { Entry } from "./batch.js";
import { canaryOf } from "./canary.js";
import { bytesOf, type Fate } from "./fates.js";
import { bareSuspect, type Suspect } from "./suspects.js";
import { HOSTILE_VALUES, type HostileValue } from "./values.js";

/** A place around the events of a request, and the attacks with every hostile value there. */
export interface Envelope {
  readonly where: string;
  attacksWith(key: string): readonly Attack[];
}

type Make = (value: HostileValue, parsed: unknown, id: string, key: string) => Attack;

const envelope = (where: string, make: Make): Envelope => ({
  where,
  attacksWith: (key) => HOSTILE_VALUES.map((value, at) => make(value, JSON.parse(value.json), `e-${at}`, key)),
});

interface Extra {
  readonly path?: string;
  readonly headers?: Attack["headers"];
  readonly refusal?: Refusal | undefined;
}

const attack = (body: string, entries: readonly Entry[], { path = "/v1/batch", headers = {}, refusal }: Extra = {}): Attack => ({
  id: "an envelope",
  entries,
  isDamaged: false,
  path,
  headers,
  body: Buffer.from(body),
  ...(refusal === undefined ? {} : { refusal }),
});

const canary = (id: string): Entry => ({ canary: id, json: canaryOf(id) });
const withField = (body: string, name: string, json: string): string => `${body.slice(0, -1)},${name}:${json}}`;
const basic = (key: string): Attack["headers"] => ({ authorization: `Basic ${Buffer.from(`${key}:`).toString("base64")}` });

/** What a batch's context makes of each of its events. */
function fateUnder({ json, anywhere }: HostileValue, parsed: unknown): Fate {
  if (parsed === null) return "stored";
  if (!isObject(parsed)) return "field_not_object";
  return anywhere ?? (bytesOf(json) > LIMITS.contextBytes ? "event_too_large" : "stored");
}

function underContext(value: HostileValue, parsed: unknown, id: string, key: string): Attack {
  const suspect: Suspect = {
    what: `the batch's context = ${value.what}`,
    json: `{"0":"${id}","type":"page","messageId":"${id}","anonymousId":"${id}"}`,
    mark: id,
    fates: [fateUnder(value, parsed)],
  };
  return attack(withField(batchOf(key, [{ suspect }]), '"context"', value.json), [{ suspect }]);
}

const keyRefusal = (parsed: unknown): Refusal | undefined => (typeof parsed === "string" && parsed !== "" ? "key_unknown" : undefined);

function asBatch(value: HostileValue, parsed: unknown, _id: string, key: string): Attack {
  const items = Array.isArray(parsed) ? parsed : [];
  const refusal = !Array.isArray(parsed) ? "batch_missing" : items.length > LIMITS.batchEvents ? "too_many_events" : undefined;
  const entries = refusal === undefined ? items.map((item): Entry => ({ suspect: bareSuspect(item, value) })) : [];
  return attack(`{"writeKey":"${key}","batch":${value.json}}`, entries, { refusal });
}

/** Every place around the events. */
export const ENVELOPES: readonly Envelope[] = [
  ...['"sentAt"', '"integrations"', '"__proto__"', '"\\u0000"'].map((field) =>
    envelope(field, ({ json }, _parsed, id, key) => attack(withField(batchOf(key, [canary(id)]), field, json), [canary(id)])),
  ),
  envelope("context", underContext),
  envelope("batch", asBatch),
  envelope("writeKey alone", ({ json }, parsed) =>
    attack(`{"writeKey":${json},"batch":[]}`, [], { refusal: keyRefusal(parsed) ?? "key_missing" }),
  ),
  envelope("writeKey beside one in the header", ({ json }, parsed, id, key) => {
    const refusal = keyRefusal(parsed);
    const entries = refusal === undefined ? [canary(id)] : [];
    return attack(`{"writeKey":${json},"batch":[${canaryOf(id)}]}`, entries, { headers: basic(key), refusal });
  }),
  envelope("the whole body", ({ json }) => attack(json, [], { refusal: "batch_missing" })),
  envelope("the whole body of a single call", ({ json }, parsed) =>
    attack(json, [], { path: "/v1/track", refusal: isObject(parsed) ? "key_missing" : "event_missing" }),
  ),
];
