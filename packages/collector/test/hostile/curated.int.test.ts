import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { startCollector, type TestCollector } from "../start-collector.js";
import type { Attack } from "./attack.js";
import { batchesOf, callsOf } from "./curated.js";
import { ENVELOPES } from "./envelopes.js";
import { forget, loadProblems } from "./kept.js";
import { POSITIONS, type Position } from "./positions.js";
import { createPoster, type Poster } from "./post.js";
import { runAttacks, sumOf } from "./run-attacks.js";
import { bareSuspects, type Sample, someOf, someTexts, suspectsAt } from "./suspects.js";

const AT_A_TIME = 16;

let collector: TestCollector;
let poster: Poster;
beforeAll(async () => {
  collector = await startCollector({ keyEventsPerSecond: 1_000_000 });
  poster = createPoster(collector.url, AT_A_TIME);
});
afterEach(() => forget(collector.database));
afterAll(async () => {
  poster.close();
  await collector.stop();
});

/** What is wrong with the answers and with what is stored then. */
async function problemsWith(attacks: readonly Attack[]): Promise<readonly string[]> {
  const { told, accepted, problems } = sumOf(await runAttacks(poster, attacks, AT_A_TIME));
  return [...problems, ...(await loadProblems(collector.database, "demo", told, accepted))];
}

const listed = POSITIONS.map((position, at) => ({ position, at, where: position.where }));
/** Where one text is as good as another, every eighth has to do here; `npm run long -- hostile` sends them all. */
const sampleAt = ({ asked, isInside }: Position, at: number): Sample =>
  someTexts((asked === "nothing" || asked === "object") && !isInside ? 8 : 1, at);

describe("among canaries, with a write key, hostile values are stored or rejected as documented:", () => {
  test.each(listed)("$where", async ({ position, at }) => {
    expect(await problemsWith(batchesOf(suspectsAt(position, "h", false, sampleAt(position, at)), collector.keys.write, "c"))).toEqual([]);
  });

  test("in the place of an event", async () => {
    expect(await problemsWith(batchesOf(bareSuspects(), collector.keys.write, "c"))).toEqual([]);
  });
});

/** A lone half of an emoji is what UTF-8 makes of it, and so is a NUL here; what may be contact data is another test's. */
const asStored = (text: string): string => Buffer.from(text).toString().replaceAll("\0", "\ufffd");

test("a hostile text is stored as it came, but for what PostgreSQL has no room for", async () => {
  const position = POSITIONS.find(({ where }) => where === "a property");
  if (position === undefined) throw new Error("there is no such position");
  const texts = suspectsAt(position, "h", false, ({ json }) => json.startsWith('"') && !/[@%=]|sk_/.test(json));
  await runAttacks(poster, batchesOf(texts, collector.keys.write, "c"), AT_A_TIME);
  const rows = await collector.database.query<{ id: string; x: string }>(
    "select event_id as id, properties->>'x' as x from events where visitor_id <> 'canary'",
  );
  const stored = new Map(rows.map(({ id, x }) => [id, x]));
  expect(stored.size).toBeGreaterThan(100);
  for (const { mark, json, fates } of texts)
    if (fates?.includes("stored")) expect(stored.get(mark ?? ""), json.slice(0, 200)).toBe(asStored(JSON.parse(json).properties.x));
});

test("among canaries, with a secret key, hostile values are stored or rejected as documented at every position", async () => {
  const suspects = listed.flatMap(({ position, at }) => suspectsAt(position, `h-${at}`, true, someOf(12, at)));
  expect(await problemsWith(batchesOf(suspects, collector.keys.secret, "c"))).toEqual([]);
});

test("as single calls, long and short, hostile values are stored or rejected as documented at every position", async () => {
  // These two stand in the address and beside the events.
  const own = listed.filter(({ where }) => where !== "type" && where !== "writeKey");
  const suspects = own.flatMap(({ position, at }) => suspectsAt(position, `h-${at}`, false, someOf(24, at)));
  expect(await problemsWith(callsOf(suspects, collector.keys.write, "c"))).toEqual([]);
});

test.each(ENVELOPES)("around events, hostile values do what is documented: $where", async ({ attacksWith }) => {
  expect(await problemsWith(attacksWith(collector.keys.write))).toEqual([]);
});

test("nothing of all this was an error of the collector's own", () => {
  expect(collector.log.filter((line) => /"level":(?:50|60)/.test(line))).toEqual([]);
});
