import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { createTestDatabase, storeFacts, type TestDatabase } from "@waystitch/testbed";
import { BLANK, DAY, LATER } from "@waystitch/testbed/facts";
import { stitchBatch } from "@waystitch/worker";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CommandResult, runWaystitch } from "./started-up.js";

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(`${tmpdir()}/waystitch-models-`);
  await run("site", "add", "shop", "--name", "Mắt Xinh");
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

const run = (...args: string[]): Promise<CommandResult> => runWaystitch(args, { DATABASE_URL: database.url });

const CLUB = {
  id: "club",
  version: 1,
  label: { en: "Club", vi: "Câu lạc bộ" },
  stages: [
    { id: "Guest", label: "Guest", steps: [{ id: "guest", label: "Guest", enteredBy: [{ milestone: "first_touch" }] }] },
    { id: "Member", label: "Member", steps: [{ id: "member", label: "Member", enteredBy: [{ milestone: "lead_captured" }] }] },
  ],
  back: [],
};

async function written(model: unknown): Promise<string> {
  const file = `${folder}/${Math.random()}.json`;
  await writeFile(file, JSON.stringify(model, null, 2));
  return file;
}

async function drain(): Promise<void> {
  while ((await stitchBatch(database.db, 50, LATER)).visitors > 0);
}

const entries = (): Promise<unknown> =>
  database.query("select model, model_version, stage, rule, evidence_event_id from journey_stages where model = 'club' order by sequence");

test("a model that is wrong is refused with the places that are wrong, and nothing is added", async () => {
  const [stage] = CLUB.stages;
  const file = await written({
    ...CLUB,
    stages: [stage, { id: "Member", label: "Member", steps: [{ id: "m", label: "m", enteredBy: [{ milestone: "lead" }] }] }],
  });
  for (const args of [
    ["check", file],
    ["add", "shop", file],
  ]) {
    const { code, stderr } = await run("model", ...args);
    expect(code).toBe(1);
    expect(stderr).toMatch(new RegExp(`${file}:\\d+:\\d+: stages\\[1\\]\\.steps\\[0\\]\\.enteredBy\\[0\\]\\.milestone: .*lead_captured`));
  }
  expect(await database.query("select from stage_models")).toEqual([]);
});

test("everyone is placed in a model of the site's own, the next version of it, and no more once it is removed", async () => {
  const came = { ...BLANK, eventId: "e1", type: "page", pageUrl: "https://shop.example/" };
  await storeFacts(database.db, "shop", [came, { ...BLANK, eventId: "e2", name: "Lead Captured", at: came.at + DAY }]);
  await drain();
  expect(await entries()).toEqual([]);

  expect(await run("model", "check", await written(CLUB))).toMatchObject({ code: 0, stdout: expect.stringContaining("Guest > Member") });
  expect(await run("model", "add", "shop", await written(CLUB))).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("1 visitors wait"),
  });
  await drain();
  expect(await entries()).toEqual([
    { model: "club", model_version: 1, stage: "Guest", rule: "step:guest", evidence_event_id: "e1" },
    { model: "club", model_version: 1, stage: "Member", rule: "step:member", evidence_event_id: "e2" },
  ]);
  expect((await run("model", "list", "shop")).stdout).toMatch(/^club +1 +own +Club +Guest > Member$/m);

  expect(await run("model", "add", "shop", await written({ ...CLUB, label: "New" }))).toMatchObject({
    code: 1,
    stderr: "Version 1 of club is there already: a change needs a higher version than that.\n",
  });
  await run("model", "add", "shop", await written({ ...CLUB, version: 2 }));
  await drain();
  expect(await database.query("select distinct model_version from journey_stages where model = 'club'")).toEqual([{ model_version: 2 }]);

  expect(await run("model", "remove", "shop", "club")).toMatchObject({ code: 0 });
  expect(await run("model", "remove", "shop", "club")).toMatchObject({ code: 1, stderr: expect.stringContaining("no model club") });
  await drain();
  expect(await entries()).toEqual([]);
  expect(await database.query("select distinct model from journey_stages order by model")).toHaveLength(6);
});
