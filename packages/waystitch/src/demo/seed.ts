import { parseTime } from "@waystitch/protocol";
import { createDatabase } from "@waystitch/store";
import { findDatabaseUrl } from "../database-url.js";
import { print } from "../operate/print.js";
import { createProgress } from "../operate/progress.js";
import { type Sent, sendStories } from "./send/send-stories.js";
import { findTarget, type TargetOptions } from "./send/target.js";
import { type Plan, planOf } from "./story/plan.js";
import { tellStories } from "./story/story.js";
import { waitStitched } from "./wait-stitched.js";

export interface SeedOptions extends TargetOptions {
  readonly people: string;
  readonly days: string;
  readonly seed: string;
  readonly until?: string;
  readonly wait: boolean;
}

const MOST_PEOPLE = 9_999_999;
const MOST_DAYS = 1_000;

function readCount(name: string, text: string, most: number): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > most)
    throw new Error(`--${name} is a whole number from 1 to ${most}, not ${JSON.stringify(text)}.`);
  return count;
}

function readPlan({ people, days, seed, until }: SeedOptions, now: number): Plan {
  const end = until === undefined ? now : parseTime(until);
  if (end === null || end > now)
    throw new Error(`--until is a time that has been, such as 2026-11-30T12:00:00Z, not ${JSON.stringify(until)}.`);
  return planOf({ seed, people: readCount("people", people, MOST_PEOPLE), days: readCount("days", days, MOST_DAYS), until: end });
}

const dateOf = (at: number): string => new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Ho_Chi_Minh" }).format(at);
const countOf = (count: number): string => count.toLocaleString("en-US");

function describeSent({ people, events, accepted, duplicate, rejected }: Sent, seconds: number): string {
  const reasons = [...rejected].sort(([, a], [, b]) => b - a).map(([reason, count]) => `${reason} ${count}`);
  const refused = [...rejected.values()].reduce((sum, count) => sum + count, 0);
  return [
    `Sent ${countOf(people)} people and ${countOf(events)} events in ${seconds.toFixed(0)} s, ${countOf(Math.round(events / Math.max(seconds, 0.001)))} a second:`,
    `  stored    ${countOf(accepted)}`,
    `  duplicate ${countOf(duplicate)}${accepted === 0 && duplicate > 0 ? " (this has been sent before)" : ""}`,
    `  rejected  ${countOf(refused)}${refused === 0 ? "" : `: ${reasons.join(", ")} (a few events are wrong on purpose)`}`,
  ].join("\n");
}

/** Waits where the database can be reached; elsewhere says how to. */
async function finish({ dataDir, url, wait }: SeedOptions): Promise<void> {
  const later = "Its journeys are there when nothing waits any more: see waystitch lag.";
  const isLocal = url === undefined || process.env["DATABASE_URL"] !== undefined;
  if (!wait || !isLocal) return print(later);
  const db = createDatabase({ url: await findDatabaseUrl(dataDir), applicationName: "waystitch demo seed", queryTimeoutMs: 30_000 });
  try {
    const waiting = await waitStitched(db);
    print(waiting === 0 ? "All of it is stitched." : `${countOf(waiting)} visitors wait, and nobody stitches them: is a worker running?`);
  } catch (error) {
    print(`${error instanceof Error ? error.message : String(error)}\n${later}`);
  } finally {
    await db.destroy();
  }
}

/** Tells a demo shop's last months to a collector, person by person. */
export async function seedDemo(options: SeedOptions): Promise<void> {
  const startedAt = Date.now();
  const plan = readPlan(options, startedAt);
  const target = await findTarget(options);
  print(
    `Telling the story of ${countOf(plan.people)} people from ${dateOf(plan.start)} to ${dateOf(plan.until)}, seed ${plan.seed}, to ${target.url}.`,
  );
  const progress = createProgress("people", plan.people);
  try {
    progress.waiting(plan.people);
    const sent = await sendStories(target, tellStories(plan), (people) => progress.waiting(plan.people - people));
    progress.end();
    print(describeSent(sent, (Date.now() - startedAt) / 1_000));
  } finally {
    progress.end();
  }
  await finish(options);
}
