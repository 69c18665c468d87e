import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { startTestCluster, type TestCluster } from "@waystitch/testbed";
import { CONTENDERS, type Contender, GROUPING, OURS, type RunningContender } from "./ingest/contenders.js";
import { processorSeconds } from "./ingest/processor-time.js";
import { type LoadFigures, sendLoad } from "./ingest/send-load.js";

// How many events a second the collector stores, beside servers that do the least: parse and answer, insert each request by itself, and
// share inserts among requests but do nothing else. All on one machine with PostgreSQL and the load: 50 connections, each sending the
// next request when the last is answered, batches of 20 and single events. `ours` is as it is installed, with every bound and step.
const CONNECTIONS = 50;
const SIZES = [20, 1] as const;

const { values: options } = parseArgs({
  options: { seconds: { type: "string", default: "8" }, rounds: { type: "string", default: "3" } },
});
const SECONDS = Number(options.seconds);
const ROUNDS = Number(options.rounds);
const WARM_UP_S = 4;

/** What was measured of a contender in one round. Processor time in seconds per million events. */
interface Figures extends LoadFigures {
  readonly server: number;
  readonly database: number;
  readonly load: number;
}

const MILLION = 1_000_000;
const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;

async function measure({ process: server, writeKey }: RunningContender, batchSize: number, postmaster: number): Promise<Figures> {
  const load = { url: server.url, writeKey, batchSize, connections: CONNECTIONS };
  const warmUp = await sendLoad({ ...load, seconds: WARM_UP_S });
  const read = () => [processorSeconds(server.pid), processorSeconds(postmaster), process.cpuUsage()] as const;
  const [serverBefore, databaseBefore, ownBefore] = read();
  const figures = await sendLoad({ ...load, seconds: SECONDS });
  const [serverAfter, databaseAfter] = read();
  const own = process.cpuUsage(ownBefore);
  const events = figures.eventsPerSecond * SECONDS;
  const perMillion = (seconds: number): number => (seconds / events) * MILLION;
  return {
    ...figures,
    answered: warmUp.answered + figures.answered,
    server: perMillion(serverAfter - serverBefore),
    database: perMillion(databaseAfter - databaseBefore),
    load: perMillion((own.user + own.system) / MILLION),
  };
}

async function bytesPerEvent({ database, table }: RunningContender): Promise<number> {
  if (table === null) return 0;
  const [row] = await database.query<{ bytes: number | null }>(
    `select pg_total_relation_size('${table}')::float / nullif((select count(*) from ${table}), 0) as bytes`,
  );
  return row?.bytes ?? 0;
}

/** What was answered for is there. */
async function checkStored({ database, table }: RunningContender, answered: number, name: string): Promise<void> {
  if (table === null) return;
  const [row] = await database.query<{ events: number }>(`select count(*)::int as events from ${table}`);
  if ((row?.events ?? 0) < answered) throw new Error(`${name} answered for ${answered} events and stored ${row?.events}`);
}

const print = (cells: readonly string[]): void =>
  console.log(cells.map((cell, at) => (at === 0 ? cell.padEnd(20) : cell.padStart(11))).join(""));

function printTable(
  size: number,
  rows: ReadonlyMap<string, readonly Figures[]>,
  bytes: ReadonlyMap<string, number>,
): Record<string, object> {
  const of = (name: string, figure: keyof Figures): number => median((rows.get(name) ?? []).map((figures) => figures[figure]));
  const floor = of(GROUPING, "eventsPerSecond");
  console.log(`\n${size === 1 ? "Single events" : `Batches of ${size}`}; processor time in seconds per million events`);
  print(["", "ratio", "events/s", "p50 ms", "p99 ms", "server", "database", "load", "bytes/event"]);
  return Object.fromEntries(
    [...rows.keys()].map((name) => {
      const figure = (key: keyof Figures): number => Number(of(name, key).toFixed(1));
      const ratio = Number((of(name, "eventsPerSecond") / floor).toFixed(2));
      const cost = (["p50", "p99", "server", "database", "load"] as const).map((key) => String(figure(key)));
      print([name, ratio.toFixed(2), of(name, "eventsPerSecond").toFixed(0), ...cost, (bytes.get(name) ?? 0).toFixed(0)]);
      return [name, { ratio, eventsPerSecond: figure("eventsPerSecond"), p50: figure("p50"), p99: figure("p99") }];
    }),
  );
}

async function runAll(cluster: TestCluster, postmaster: number): Promise<void> {
  const results: Record<string, Record<string, object>> = {};
  for (const size of SIZES) {
    const rows = new Map(CONTENDERS.map(({ name }): [string, Figures[]] => [name, []]));
    const bytes = new Map<string, number>();
    const one = async (contender: Contender): Promise<void> => {
      const running = await contender.start(cluster);
      const figures = await measure(running, size, postmaster);
      rows.get(contender.name)?.push(figures);
      await checkStored(running, figures.answered, contender.name);
      bytes.set(contender.name, await bytesPerEvent(running));
      await running.process.stop();
      await running.database.drop();
    };
    for (let round = 0; round < ROUNDS; round++)
      for (const contender of CONTENDERS) {
        process.stderr.write(`\rsize ${size}, round ${round + 1} of ${ROUNDS}: ${contender.name.padEnd(20)}`);
        await one(contender);
      }
    process.stderr.write("\r".padEnd(60));
    results[String(size)] = printTable(size, rows, bytes);
  }
  const conditions = {
    node: process.version,
    cores: cpus().length,
    connections: CONNECTIONS,
    seconds: SECONDS,
    rounds: ROUNDS,
    shown: "the median; ratio to group commit only",
    ours: OURS,
  };
  console.log(`\n${JSON.stringify({ name: "ingest", conditions, results })}`);
}

const cluster = await startTestCluster({ isDurable: true });
try {
  await runAll(cluster, cluster.pid());
} finally {
  await cluster.stop();
}
