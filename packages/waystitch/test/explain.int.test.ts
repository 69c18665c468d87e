import type { Explanation } from "@waystitch/journey";
import { createTestDatabase, storeFacts, type TestDatabase } from "@waystitch/testbed";
import { BLANK, DAY, randomFacts, START } from "@waystitch/testbed/facts";
import { stitchBatch } from "@waystitch/worker";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CommandResult, runWaystitch } from "./started-up.js";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await run("site", "add", "shop", "--name", "Mắt Xinh", "--domain", "shop.example");
});
afterAll(() => database.drop());

const run = (...args: string[]): Promise<CommandResult> => runWaystitch(args, { DATABASE_URL: database.url });
const drain = async (): Promise<void> => {
  while ((await stitchBatch(database.db, 50, Date.now())).visitors > 0);
};
/** Long enough ago for nothing to be due between stitching and asking. */
const AGO = 3 * 365 * DAY;

async function personOf(visitorId: string): Promise<string> {
  const [row] = await database.query<{ person_id: string }>(`select person_id from person_visitors where visitor_id = '${visitorId}'`);
  if (row === undefined) throw new Error(`${visitorId} is nobody's`);
  return row.person_id;
}

test("a person is explained in words, in both languages and on the site's own clock", async () => {
  const came = { ...BLANK, visitorId: "ad", eventId: "e1", type: "page", at: START - AGO, pageUrl: "https://shop.example/" };
  const lead = {
    ...BLANK,
    visitorId: "ad",
    eventId: "e2",
    name: "Lead Captured",
    at: START - AGO + DAY,
    properties: { lead_magnet: "Quiz\u001b[2J" },
  };
  await storeFacts(database.db, "shop", [came, lead]);
  await drain();
  const personId = await personOf("ad");
  const english = await run("explain", personId, "--model", "inbound");
  expect(english).toMatchObject({ code: 0, stderr: "" });
  expect(english.stdout).toContain("Left a contact for “Quiz");
  expect(english.stdout).toContain("Convert (Lead)");
  expect(english.stdout).toMatch(/Entered Attract \(Aware\) on 23 November 2023 at 09:00/);
  expect(english.stdout).not.toContain("\u001b");
  const vietnamese = await run("explain", personId, "--lang", "vi");
  expect(vietnamese.stdout).toContain("Chuyển đổi (Để lại liên hệ)");
  expect(vietnamese.stdout.split("\n\n").length).toBeGreaterThan(6);
});

test("an id that nobody has, and a model that is not there, are refused in words", async () => {
  expect((await run("explain", "000-0000000000000000000")).stderr).toContain("Nobody has or had the id");
  expect((await run("explain", await personOf("ad"), "--model", "x")).stderr).toContain("there are inbound, value-journey");
});

test("explanations agree with the tables, in every model", async () => {
  const histories = fc.sample(randomFacts, { seed: 31, numRuns: 3 });
  const facts = histories.flatMap((history, family) =>
    history.map((fact) => ({ ...fact, at: fact.at - AGO, visitorId: fact.visitorId.replace(/^(@\w+:)?/, `$1${family}`) })),
  );
  await storeFacts(database.db, "shop", facts);
  await drain();
  const people = await database.query<{ person_id: string }>("select person_id from persons order by person_id");
  expect(people.length).toBeGreaterThan(3);
  for (const { person_id } of people) {
    const { stdout } = await run("explain", person_id, "--json");
    const told = (JSON.parse(stdout) as Explanation).models.flatMap(({ model, version, entries }) =>
      entries.map(({ sequence, place, enteredAt, leftAt, direction, rule, milestone, evidence, reason }) => ({
        model,
        model_version: version,
        sequence,
        stage: place.stage,
        step: place.step,
        entered_at: new Date(enteredAt),
        left_at: leftAt === null ? null : new Date(leftAt),
        direction,
        rule,
        milestone,
        evidence_visitor_id: evidence.visitorId,
        evidence_event_id: evidence.eventId,
        reason,
      })),
    );
    const rows = await database.query<Record<string, unknown>>(
      `select model, model_version, sequence, stage, step, entered_at, left_at, direction, rule, milestone, evidence_visitor_id, evidence_event_id, reason
       from journey_stages where person_id = '${person_id}'`,
    );
    const inOrder = (list: readonly Record<string, unknown>[]) =>
      [...list].sort((a, b) =>
        `${a["model"]}` < `${b["model"]}` ? -1 : a["model"] === b["model"] ? Number(a["sequence"]) - Number(b["sequence"]) : 1,
      );
    expect(inOrder(told)).toEqual(inOrder(rows));
  }
});
