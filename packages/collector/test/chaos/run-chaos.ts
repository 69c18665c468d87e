import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { eventually } from "@waystitch/testbed";
import { type Clients, startClients } from "./clients.js";
import { FAULT_NAMES, FAULTS, type FaultName, impossibleFaults } from "./faults.js";
import { openJournal, readJournal } from "./journal.js";
import { loadKept } from "./load-kept.js";
import { createRandom, type Random } from "./random.js";
import type { System } from "./system.js";
import { judgeRun, type Verdict } from "./verdict.js";

export interface ChaosOptions {
  readonly seed: number;
  readonly faults: number;
  /** At least so many are sent. */
  readonly events: number;
  readonly clients: number;
  readonly pauseMs: number;
  /** How long a fault may last. The collector gives up a query after 5 s. */
  readonly longestMs: number;
  /** What may happen; everything that can by default. */
  readonly kinds?: readonly FaultName[];
  /** Where the clients send to, when that is not the collector itself. */
  readonly url?: string;
  /** One line about what has happened. */
  readonly report?: (line: string) => void;
}

export interface ChaosOutcome {
  readonly verdict: Verdict;
  /** How often each thing went wrong. */
  readonly struck: Readonly<Partial<Record<FaultName, number>>>;
  readonly sent: number;
  readonly acked: number;
  readonly rejected: number;
  readonly stored: number;
  /** Batches whose client gave up. */
  readonly givenUp: number;
  /** Requests by what came back. */
  readonly answers: Readonly<Record<string, number>>;
  /** Milliseconds from the end of a fault to the next acknowledgement. */
  readonly recoveries: readonly number[];
  /** Milliseconds in which all was well, in which something was wrong, and from its end until events flowed again. */
  readonly spent: { readonly load: number; readonly faults: number; readonly recovery: number };
}

/** How long events may take to flow again, milliseconds. */
const RECOVERY_MS = 60_000;
/** One time in so many, another thing goes wrong meanwhile. */
const SECOND_EVERY = 4;

/** The faults in the order in which they strike, one or two at a time: each possible kind as often as any other. */
function planFaults(kinds: readonly FaultName[], count: number, random: Random): FaultName[][] {
  const bag = Array.from({ length: count }, (_, index) => ({ kind: kinds[index % kinds.length] as FaultName, place: random.next() }));
  const waves: FaultName[][] = [];
  for (const { kind } of bag.sort((a, b) => a.place - b.place)) {
    const last = waves.at(-1);
    if (last?.length === 1 && last[0] !== kind && random.between(1, SECOND_EVERY) === 1) last.push(kind);
    else waves.push([kind]);
  }
  return waves;
}

/** Waits until an event is acknowledged that was not yet when this was called. */
async function waitForAck(clients: Clients): Promise<number> {
  const { acked } = clients;
  const since = Date.now();
  const check = () => {
    if (clients.acked === acked) throw new Error("nothing is acknowledged any more");
  };
  await eventually(check, { withinMs: RECOVERY_MS, everyMs: 10 });
  return Date.now() - since;
}

async function strikeAll(
  system: System,
  clients: Clients,
  options: ChaosOptions,
): Promise<Pick<ChaosOutcome, "struck" | "recoveries" | "spent">> {
  const random = createRandom(options.seed);
  const impossible = impossibleFaults(system);
  const kinds = (options.kinds ?? FAULT_NAMES).filter((kind) => !impossible.includes(kind));
  const waves = planFaults(kinds, options.faults, random);
  const struck: Partial<Record<FaultName, number>> = {};
  const recoveries: number[] = [];
  const startedAt = Date.now();
  let faults = 0;
  for (const [index, wave] of waves.entries()) {
    const due = (options.events * (index + 1)) / (waves.length + 1);
    while (clients.sent < due) await waitForAck(clients);
    const struckAt = Date.now();
    await Promise.all(wave.map((kind) => FAULTS[kind](system, random, options.longestMs)));
    faults += Date.now() - struckAt;
    for (const kind of wave) struck[kind] = (struck[kind] ?? 0) + 1;
    const recovery = await waitForAck(clients);
    recoveries.push(recovery);
    options.report?.(`${wave.join(" + ")}: acknowledged again after ${recovery} ms; ${clients.sent} sent, ${clients.acked} acknowledged`);
  }
  while (clients.sent < options.events) await waitForAck(clients);
  const recovery = recoveries.reduce((sum, one) => sum + one, 0);
  return { struck, recoveries, spent: { load: Date.now() - startedAt - faults - recovery, faults, recovery } };
}

/** Lets clients send while faults strike, and compares what they saw with what is stored when all is well again. */
export async function runChaos(system: System, options: ChaosOptions): Promise<ChaosOutcome> {
  const folder = await mkdtemp(`${tmpdir()}/waystitch-journal-`);
  const journal = openJournal(`${folder}/journal`);
  const clients = startClients({ ...options, url: options.url ?? system.url, writeKey: system.keys[0].write, journal });
  try {
    const happened = await strikeAll(system, clients, options);
    await clients.finish();
    const seen = readJournal(`${folder}/journal`);
    const { events, rejectedEvents } = await loadKept(system.database);
    return {
      ...happened,
      verdict: judgeRun(seen, events, rejectedEvents),
      sent: seen.sent.size,
      acked: seen.acked.size,
      rejected: seen.rejected.size,
      stored: events.size,
      givenUp: clients.givenUp,
      answers: Object.fromEntries([...clients.answers].sort()),
    };
  } finally {
    clients.abort();
    journal.close();
    await rm(folder, { recursive: true, force: true });
  }
}
