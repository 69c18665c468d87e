import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { createDatabase, type Database, loadReport, loadStandings, type Question, REPORTS } from "@waystitch/store";
import { startTestCluster, type TestDatabase } from "@waystitch/testbed";
import { copyPeople } from "./queries/copy-people.js";
import { explain } from "./queries/explain.js";
import { FROM_ROWS } from "./queries/from-rows.js";
import { SITE, seedPeople } from "./queries/seed-people.js";

// What the overview, the journey map and the flows ask, over the last 30 days and over all: the median of several runs, the steps of the plan that
// take the time, and how many times as long the same takes when it is asked of the rows of people instead of the rollups.
// People: `--seeded` of them are told to a collector and stitched, and copied at other times until there are `--people`.
const { values: options } = parseArgs({
  options: {
    people: { type: "string", default: "1000000" },
    seeded: { type: "string", default: "5000" },
    runs: { type: "string", default: "9" },
  },
});
const [PEOPLE, SEEDED, RUNS] = [options.people, options.seeded, options.runs].map(Number) as [number, number, number];
const AIM_MS = 300;
const DAY_MS = 86_400_000;
const TIME_ZONE = "Asia/Ho_Chi_Minh";

/** Reports by the page that asks them. */
const PAGES = {
  overview: ["stage-flow", "stage-times", "stage-trend"],
  map: ["map-touchpoints", "map-pages", "map-actions", "stage-times"],
  flows: ["stage-ways", "moves-back", "stage-moves"],
} as const;

async function medianMs(work: () => Promise<unknown>, runs = RUNS): Promise<number> {
  const times: number[] = [];
  // The first run finds the caches as they are.
  for (let run = 0; run <= runs; run++) {
    const begin = performance.now();
    await work();
    times.push(performance.now() - begin);
  }
  return times.slice(1).sort((a, b) => a - b)[runs >> 1] ?? Number.NaN;
}

const dayOf = (at: number): string => new Intl.DateTimeFormat("sv-SE", { timeZone: TIME_ZONE }).format(at);

interface Figure {
  readonly page: string;
  readonly query: string;
  readonly days: number;
  readonly ms: number;
  /** How many times as long the same takes from the rows. */
  readonly rowsRatio: number | null;
}

async function measureRows(database: TestDatabase, name: string, question: Question, ms: number): Promise<number | null> {
  const ask = FROM_ROWS[name];
  if (ask === undefined) return null;
  return Number(((await medianMs(() => database.query(ask(question.period)), 1)) / ms).toFixed(1));
}

async function measure(
  database: TestDatabase,
  db: Database,
  page: string,
  name: string,
  question: Question,
  days: number,
): Promise<Figure> {
  const report = REPORTS.get(name);
  if (report === undefined) throw new Error(`There is no report ${name}.`);
  const ms = await medianMs(() => loadReport(db, report, question));
  const rowsRatio = await measureRows(database, name, question, ms);
  const { sql } = await loadReport(db, report, question);
  const drivers = await explain(database, sql, 2);
  console.log(
    `${page} ${name}, ${days} days: ${ms.toFixed(0)} ms${rowsRatio === null ? "" : `, from the rows ${rowsRatio} times as long`}; ${drivers
      .map((driver) => `${driver.what} ${driver.ms.toFixed(0)} ms (${driver.rows} rows, ${driver.pages} pages)`)
      .join(", ")}`,
  );
  return { page, query: name, days, ms: Math.round(ms), rowsRatio };
}

async function measureAll(database: TestDatabase, db: Database): Promise<Figure[]> {
  const now = Date.now();
  const figures: Figure[] = [];
  for (const days of [30, 200]) {
    const period = { from: dayOf(now - (days - 1) * DAY_MS), to: dayOf(now) };
    const question: Question = { siteId: SITE, timeZone: TIME_ZONE, period, model: "inbound" };
    for (const [page, names] of Object.entries(PAGES))
      for (const name of names) figures.push(await measure(database, db, page, name, question, days));
    if (days !== 30) continue;
    const ms = await medianMs(() => loadStandings(db, SITE, TIME_ZONE));
    const rowsRatio = await measureRows(database, "overview", question, ms);
    console.log(`overview, where everybody stands: ${ms.toFixed(0)} ms, from the rows ${rowsRatio} times as long`);
    figures.push({ page: "overview", query: "standings", days, ms: Math.round(ms), rowsRatio });
  }
  return figures;
}

const cluster = await startTestCluster({ isDurable: true });
try {
  const database = await seedPeople(cluster, SEEDED);
  const db = createDatabase({ url: database.url, applicationName: "bench", queryTimeoutMs: 3_600_000 });
  await copyPeople(database, db, Math.max(0, Math.ceil(PEOPLE / SEEDED) - 1));
  const counts = await database.query(
    `select (select count(*)::int from journeys) as journeys, (select count(*)::int from journey_stages) as entries,
       (select count(*)::int from daily_stays) as stay_lines, (select count(*)::int from daily_touchpoints) as touchpoint_lines,
       (select count(*)::int from daily_landings) as landing_lines, (select count(*)::int from daily_stay_lengths) as length_lines`,
  );
  console.log(JSON.stringify(counts[0]));
  const figures = await measureAll(database, db);
  const slow = figures.filter(({ ms }) => ms > AIM_MS);
  console.log(
    slow.length === 0
      ? `All are under ${AIM_MS} ms.`
      : `Over ${AIM_MS} ms: ${slow.map(({ query, days }) => `${query} (${days} days)`).join(", ")}`,
  );
  console.log(
    JSON.stringify({
      name: "queries",
      conditions: { node: process.version, cores: cpus().length, people: PEOPLE, seeded: SEEDED, runs: RUNS, ...counts[0] },
      figures,
      ratios: { slowest: Math.max(...figures.map(({ ms }) => ms)) / AIM_MS },
    }),
  );
  await db.destroy();
  await database.drop();
} finally {
  await cluster.stop();
}
