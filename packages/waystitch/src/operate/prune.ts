import { createInterface } from "node:readline/promises";
import { LIMITS } from "@waystitch/protocol";
import { countRejectedBefore, countSeenBefore, type Database, removeRejectedBefore } from "@waystitch/store";
import { type Pruned, type PruneOptions, pruneSite } from "@waystitch/worker";
import { print } from "./print.js";
import { createProgress } from "./progress.js";
import { requireSite } from "./require-site.js";
import { type WhereOptions, withDatabase } from "./with-database.js";

interface PruneCommandOptions extends WhereOptions {
  readonly site: string;
  readonly olderThan?: string;
  readonly rejectedOlderThan?: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
}

const DAY_MS = 86_400_000;
/** What a browser kept while it was offline is still taken. */
const FEWEST_DAYS = LIMITS.browserBackdateMs / DAY_MS;
const MOST_DAYS = 36_500;
const PERSONS_AT_A_TIME = 200;
const REJECTED_AT_A_TIME = 5_000;
/** Counting what a large table has takes a while. */
const QUERY_TIMEOUT_MS = 3_600_000;

function timeBefore(option: string, text: string, fewest: number, now: number): Date {
  const days = Number(text);
  if (!Number.isInteger(days) || days < fewest || days > MOST_DAYS)
    throw new Error(`${option} is a whole number of days from ${fewest} to ${MOST_DAYS}, not ${JSON.stringify(text)}.`);
  return new Date(now - days * DAY_MS);
}

/** Before when persons and rejected events go; `null` for none. */
interface Limits {
  readonly persons: Date | null;
  readonly rejected: Date | null;
}

function limitsOf({ olderThan, rejectedOlderThan }: PruneCommandOptions, now: number): Limits {
  if (olderThan === undefined && rejectedOlderThan === undefined)
    throw new Error("Say what goes: --older-than <days>, --rejected-older-than <days>, or both.");
  const persons = olderThan === undefined ? null : timeBefore("--older-than", olderThan, FEWEST_DAYS, now);
  const rejected = rejectedOlderThan === undefined ? persons : timeBefore("--rejected-older-than", rejectedOlderThan, 1, now);
  return { persons, rejected };
}

interface Counts extends Pruned {
  readonly rejectedEvents: number;
}

async function prunePersons(options: Omit<PruneOptions, "batchSize">): Promise<Pruned> {
  const all = await countSeenBefore(options.db, options.siteId, options.before);
  const progress = createProgress("persons", all);
  const onProgress = (looked: number): void => progress.waiting(all - looked);
  try {
    return await pruneSite({ ...options, batchSize: PERSONS_AT_A_TIME, onProgress });
  } finally {
    progress.end();
  }
}

async function pruneRejected(db: Database, siteId: string, before: Date, isTrial: boolean): Promise<number> {
  const all = await countRejectedBefore(db, siteId, before);
  if (isTrial) return all;
  const progress = createProgress("rejected events", all);
  let removed = 0;
  for (let fresh = 1; fresh > 0; removed += fresh) {
    fresh = await removeRejectedBefore(db, siteId, before, REJECTED_AT_A_TIME);
    progress.waiting(all - removed - fresh);
  }
  progress.end();
  return removed;
}

async function pruneBy(db: Database, siteId: string, { persons, rejected }: Limits, isTrial: boolean, asOf: number): Promise<Counts> {
  const nobody: Pruned = { persons: 0, events: 0, visitors: 0, contacts: 0, kept: 0 };
  const pruned = persons === null ? nobody : await prunePersons({ db, siteId, before: persons, asOf, isTrial });
  return { ...pruned, rejectedEvents: rejected === null ? 0 : await pruneRejected(db, siteId, rejected, isTrial) };
}

const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

function describe({ persons, visitors, events, rejectedEvents }: Counts, limits: Limits): string {
  const people =
    limits.persons === null
      ? []
      : [`${persons} persons last seen before ${dayOf(limits.persons)} (${visitors} visitors, all of their ${events} events)`];
  const rejected = limits.rejected === null ? [] : [`${rejectedEvents} rejected events received before ${dayOf(limits.rejected)}`];
  return [...people, ...rejected].join(" and ");
}

async function isConfirmed(what: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new Error(`This would remove ${what}. Add --yes when you mean it.`);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await terminal.question(`Remove ${what}, for good? Type yes: `)).trim() === "yes";
  } finally {
    terminal.close();
  }
}

const isLockedOut = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "55P03";

function report(counts: Counts, limits: Limits, isTrial: boolean): void {
  print(`${isTrial ? "Would remove" : "Removed"} ${describe(counts, limits)}.`);
  if (counts.kept > 0) print(`${counts.kept} others last seen before then stay: they are tied to somebody who was seen since.`);
  if (limits.persons !== null && !isTrial) print(`Events that occurred before ${limits.persons.toISOString()} are not taken any more.`);
}

/** Removes whoever was last seen long ago, and rejected events that came long ago. */
export async function prune(options: PruneCommandOptions): Promise<void> {
  const now = Date.now();
  const limits = limitsOf(options, now);
  const { site, dryRun: isTrial = false, json } = options;
  await withDatabase(
    options.dataDir,
    async (db) => {
      await requireSite(db, site);
      if (!isTrial && options.yes !== true) {
        const foreseen = await pruneBy(db, site, limits, true, now);
        if (!(await isConfirmed(describe(foreseen, limits)))) return print("Nothing was removed.");
      }
      const counts = await pruneBy(db, site, limits, isTrial, now).catch((error: unknown) => {
        if (isLockedOut(error)) throw new Error("A transaction that adds or removes events does not end. Try again later.");
        throw error;
      });
      if (json === true) print(JSON.stringify({ site, before: limits, isTrial, ...counts }));
      else report(counts, limits, isTrial);
    },
    QUERY_TIMEOUT_MS,
  );
}
