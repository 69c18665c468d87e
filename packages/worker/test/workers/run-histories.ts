import { fileURLToPath } from "node:url";
import type { Fact } from "@waystitch/journey";
import {
  type Comparison,
  createDatabase,
  loadHotVisitors,
  loadRebuild,
  queueForRebuild,
  REBUILD_SCHEMA,
  startRebuild,
} from "@waystitch/store";
import { eventually, type StartedProcess, startProcess, storeFacts, type TestDatabase } from "@waystitch/testbed";
import { BLANK } from "@waystitch/testbed/facts";
import { HOT_EVENTS, runRebuild } from "../../src/index.js";
import { addSite, createHistory, LATER } from "../histories.js";
import { brokenInvariants } from "../invariants.js";

/** A process with some of the worker's loops. */
export const WORKER = fileURLToPath(new URL("worker-process.ts", import.meta.url));

/** How a run is done. */
export interface RunSettings {
  readonly seed: number;
  /** Families of visitors, each with a history of its own. */
  readonly histories: number;
  readonly processes: number;
  /** Loops in each process. */
  readonly loops: number;
  /** How often a process is killed, and another one started in its place. */
  readonly kills: number;
}

/** What a run came to. */
export interface RunOutcome {
  readonly events: number;
  readonly kills: number;
  /** What the worker's tables and a rebuild differ in. */
  readonly comparison: Comparison;
  readonly broken: readonly string[];
  readonly hot: readonly string[];
}

/** Numbers from 0 to 1 that are the same for the same seed: https://prng.di.unimi.it/splitmix64.c, cut to 32 bits. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}

function shuffle<T>(items: readonly T[], random: () => number): T[] {
  const ranked = items.map((item) => ({ item, rank: random() }));
  return ranked.sort((a, b) => a.rank - b.rank).map(({ item }) => item);
}

/** So many families arrive at a time: few, so that workers meet. */
const AT_A_TIME = 5;

const familyOf = ({ visitorId }: Fact): number => Number(/(\d+)-/.exec(visitorId)?.[1] ?? 0);

/** Facts, some of them again, in small pieces; those of some families at a time in any order. */
function arrivals(facts: readonly Fact[], random: () => number): Fact[][] {
  const groups = new Map<number, Fact[]>();
  for (const fact of facts) {
    const group = Math.floor(familyOf(fact) / AT_A_TIME);
    groups.set(group, [...(groups.get(group) ?? []), fact]);
  }
  return [...groups.values()].flatMap((group) => {
    const left = shuffle([...group, ...group.filter(() => random() < 0.1)], random);
    const pieces: Fact[][] = [];
    while (left.length > 0) pieces.push(left.splice(0, 1 + Math.floor(random() * 8)));
    return pieces;
  });
}

const kiosk = (): Fact[] =>
  Array.from({ length: HOT_EVENTS + 500 }, (_, at) => ({
    ...BLANK,
    visitorId: "kiosk",
    eventId: `e${at}`,
    type: "page",
    at: BLANK.at + at,
  }));

const SITE = "shop";

/** Stores what arrives, and kills and starts processes meanwhile. */
async function feed(
  database: TestDatabase,
  pieces: readonly (readonly Fact[])[],
  settings: RunSettings,
  random: () => number,
): Promise<StartedProcess[]> {
  const start = (): Promise<StartedProcess> =>
    startProcess(WORKER, { DATABASE_URL: database.urlOf("worker"), LOOPS: String(settings.loops) });
  const running = await Promise.all(Array.from({ length: settings.processes }, start));
  for (const [at, piece] of pieces.entries()) {
    await storeFacts(database.db, SITE, piece);
    const isDue = Math.floor((at * settings.kills) / pieces.length) !== Math.floor(((at + 1) * settings.kills) / pieces.length);
    if (!isDue) continue;
    const victim = Math.floor(random() * running.length);
    await running[victim]?.kill("SIGKILL");
    running[victim] = await start();
  }
  return running;
}

/** Derives everything anew and compares it, without putting it in place. */
export async function compareWithRebuild(database: TestDatabase): Promise<Comparison> {
  await startRebuild(database.db, null, LATER);
  await queueForRebuild(database.db);
  const rebuild = await loadRebuild(database.db);
  if (rebuild === null) throw new Error("no rebuild was begun");
  const rebuildDb = createDatabase({ url: database.url, applicationName: "rebuild", schema: REBUILD_SCHEMA });
  try {
    return await runRebuild({ db: database.db, rebuildDb, rebuild, workers: 2, batchSize: 100, isTrial: true, onProgress: () => {} });
  } finally {
    await rebuildDb.destroy();
  }
}

/**
 * Random histories arrive in any order while worker processes stitch them and are killed; beside them a visitor with very many events. When
 * all is stitched, the tables are compared with a rebuild.
 */
export async function runHistories(database: TestDatabase, settings: RunSettings): Promise<RunOutcome> {
  const random = createRandom(settings.seed);
  await addSite(database.db, SITE);
  const facts = createHistory(settings.seed, settings.histories);
  const hot = kiosk();
  // It is hot from the start, and goes on to the end.
  const [first = [], ...rest] = arrivals(facts, random);
  const trickle = Math.max(1, Math.floor(500 / Math.max(1, rest.length)));
  const pieces = [[...hot.slice(0, HOT_EVENTS + 1), ...first], ...rest.map((piece) => [...hot.splice(HOT_EVENTS + 1, trickle), ...piece])];
  const running = await feed(database, pieces, settings, random);
  // The visitor with very many events rests longer than a test lasts.
  const isDone = async (): Promise<void> => {
    const waiting = await database.query("select visitor_id from stitch_queue where visitor_id <> 'kiosk' limit 1");
    if (waiting.length > 0) throw new Error("visitors wait");
  };
  await eventually(isDone, { withinMs: 120_000 });
  const resting = await loadHotVisitors(database.db, SITE, 10);
  await database.query("update stitch_hot set rests_until = '-infinity'");
  await eventually(
    async () => {
      if ((await database.query("select from stitch_queue limit 1")).length > 0) throw new Error("visitors wait");
    },
    { withinMs: 120_000 },
  );
  await Promise.all(running.map((one) => one.stop()));
  return {
    events: facts.length,
    kills: settings.kills,
    comparison: await compareWithRebuild(database),
    broken: await brokenInvariants(database.db),
    hot: resting.map(({ visitorId }) => visitorId),
  };
}
