import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { createDatabase, recordSite } from "@waystitch/store";
import { startTestCluster, type TestCluster } from "@waystitch/testbed";
import { processorSeconds } from "./ingest/processor-time.js";
import { runFloor } from "./stitch/floor.js";
import { rebuildOnce } from "./stitch/rebuild-once.js";
import { SITE, storePeople } from "./stitch/store-people.js";

// What an event costs when there are more of them: storing and rebuilding one, three and ten million, each beside the floor of the same run, and
// on the processor, which says the same on a machine that others use, too.
// `--people 100000,300000,1000000` changes how many; each has ten events.
const { values: options } = parseArgs({ options: { people: { type: "string", default: "100000,300000,1000000" } } });
const SIZES = options.people.split(",").map(Number);
const HOUR_MS = 3_600_000;

/** Microseconds an event takes. */
interface Costs {
  readonly events: number;
  readonly store: number;
  readonly stitch: number;
  readonly place: number;
  readonly floor: number;
  /** On the processor, this process and PostgreSQL together. */
  readonly processor: { readonly store: number; readonly rebuild: number };
  readonly bytes: number;
  readonly memoryMb: number;
}

async function measure(cluster: TestCluster, people: number): Promise<Costs> {
  const own = await cluster.createTestDatabase();
  const db = createDatabase({ url: own.url, applicationName: "bench", queryTimeoutMs: 10 * HOUR_MS });
  const events = 10 * people;
  const each = (seconds: number): number => Number(((seconds * 1_000_000) / events).toFixed(1));
  await recordSite(db, SITE, { name: "Bench", domains: ["shop.example"] });
  const before = processorSeconds(process.pid);
  const begin = performance.now();
  await storePeople(db, people);
  const store = (performance.now() - begin) / 1_000;
  const stored = processorSeconds(process.pid);
  await own.query("vacuum analyze events");
  const vacuumed = processorSeconds(process.pid);
  const { stitch, place, rows } = await rebuildOnce(own.url, db);
  const processor = { store: each(stored - before), rebuild: each(processorSeconds(process.pid) - vacuumed) };
  const floor = await runFloor(own.url, events, rows);
  const [size] = await own.query<{ bytes: number }>("select pg_database_size(current_database())::float8 as bytes");
  await db.destroy();
  await own.drop();
  const memoryMb = Math.round(process.memoryUsage().rss / 1_048_576);
  const bytes = Math.round((size?.bytes ?? 0) / events);
  return { events, store: each(store), stitch: each(stitch), place: each(place), floor: each(floor), processor, bytes, memoryMb };
}

const cluster = await startTestCluster({ isDurable: true });
try {
  const all: Costs[] = [];
  console.log("Microseconds per event, by the clock:");
  for (const people of SIZES) {
    const costs = await measure(cluster, people);
    all.push(costs);
    const ratio = (costs.floor / costs.stitch).toFixed(2);
    console.log(
      `${costs.events} events: storing ${costs.store}, stitching ${costs.stitch}, putting in place ${costs.place}, floor ${costs.floor} (stitching at ${ratio} of it); on the processor storing ${costs.processor.store}, rebuilding ${costs.processor.rebuild}; ${costs.bytes} bytes an event in all, this process ${costs.memoryMb} MB`,
    );
  }
  const [first, last] = [all[0], all.at(-1)];
  const rebuild = first && last ? Number((last.processor.rebuild / first.processor.rebuild).toFixed(2)) : Number.NaN;
  const growth = first && last ? Number((last.stitch / last.floor / (first.stitch / first.floor)).toFixed(2)) : Number.NaN;
  console.log(
    `Stitching costs ${growth} times as much an event at the end as at the beginning, in floors of the same size, and rebuilding ${rebuild} times as much on the processor.`,
  );
  console.log(
    JSON.stringify({
      name: "growth",
      conditions: { node: process.version, cores: cpus().length },
      figures: all,
      ratios: { growth, rebuild },
    }),
  );
} finally {
  await cluster.stop();
}
