import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { createDatabase, recordSite } from "@waystitch/store";
import { startTestCluster } from "@waystitch/testbed";
import { runFloor } from "./stitch/floor.js";
import { rebuildOnce } from "./stitch/rebuild-once.js";
import { SITE, storePeople } from "./stitch/store-people.js";

// How many events a second a rebuild derives journeys from, beside the floor: one connection that reads the same events in order and writes
// as many rows. A million events of a hundred thousand people, on one machine with PostgreSQL. `--people` changes how many.
const { values: options } = parseArgs({ options: { people: { type: "string", default: "100000" } } });
const PEOPLE = Number(options.people);
const EVENTS = 10 * PEOPLE;
const HOUR_MS = 3_600_000;

const cluster = await startTestCluster({ isDurable: true });
const own = await cluster.createTestDatabase();
const db = createDatabase({ url: own.url, applicationName: "bench", queryTimeoutMs: HOUR_MS });
try {
  await recordSite(db, SITE, { name: "Bench", domains: ["shop.example"] });
  process.stderr.write(`storing ${EVENTS} events ...\n`);
  await storePeople(db, PEOPLE);
  await own.query("vacuum analyze events");
  process.stderr.write("rebuilding ...\n");
  const { stitch, place, rows, persons } = await rebuildOnce(own.url, db);
  if (persons !== PEOPLE) throw new Error(`${persons} persons were made of ${PEOPLE}`);
  process.stderr.write("reading and writing only ...\n");
  const floor = await runFloor(own.url, EVENTS, rows);
  const perSecond = (seconds: number): number => Math.round(EVENTS / seconds);
  const ratio = (seconds: number): number => Number((floor / seconds).toFixed(2));
  console.log(`${EVENTS} events, ${persons} persons, ${rows} derived rows`);
  console.log(`read in order, write as many rows   1.00   ${perSecond(floor)} events/s`);
  console.log(`rebuild: stitching                  ${ratio(stitch).toFixed(2)}   ${perSecond(stitch)} events/s`);
  console.log(`rebuild: with putting it in place   ${ratio(stitch + place).toFixed(2)}   ${perSecond(stitch + place)} events/s`);
  const memory = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(`this process, at most: ${memory} MB`);
  const conditions = { node: process.version, cores: cpus().length, people: PEOPLE, events: EVENTS, rows };
  const figures = { floor: perSecond(floor), stitch: perSecond(stitch), whole: perSecond(stitch + place), memoryMb: memory };
  console.log(JSON.stringify({ name: "stitch", conditions, figures, ratios: { stitch: ratio(stitch), whole: ratio(stitch + place) } }));
} finally {
  await db.destroy();
  await own.drop();
  await cluster.stop();
}
