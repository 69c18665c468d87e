import { type Journey, UNATTRIBUTED } from "@waystitch/journey";
import type { Json } from "@waystitch/protocol";
import { COUNT_TABLE_NAMES, type CountTableName } from "./count-tables.js";

/** What of a person is counted. Times are epoch milliseconds. */
export interface CountedPerson {
  readonly firstChannel: string | null;
  readonly isBot: boolean;
  readonly stage: string;
  readonly step: string;
  readonly furthestStage: string;
  readonly status: string;
  /** Models in the order of their ids, the entries of each in theirs. */
  readonly entries: readonly CountedEntry[];
  readonly touchpoints: readonly CountedTouchpoint[];
  readonly milestones: readonly { readonly milestone: string; readonly occurredAt: number }[];
}

export interface CountedEntry {
  readonly model: string;
  readonly stage: string;
  readonly enteredAt: number;
  readonly direction: string;
  readonly milestone: string;
}

export interface CountedTouchpoint {
  readonly kind: string;
  readonly channel: string;
  readonly occurredAt: number;
  readonly landingPage: string | null;
}

/** What of a journey is counted. */
export function countedOf({ summary, standings, isBot, touchpoints, milestones }: Journey): CountedPerson {
  const [{ current, furthest }] = standings;
  return {
    firstChannel: summary.first?.channel ?? null,
    isBot,
    stage: current.stage,
    step: current.step,
    furthestStage: furthest.stage,
    status: summary.status,
    entries: [...standings]
      .sort((a, b) => (a.current.model < b.current.model ? -1 : 1))
      .flatMap(({ entries }) => entries.map((entry) => ({ ...entry, milestone: entry.cause.milestone }))),
    touchpoints,
    milestones,
  };
}

/** Counts by table, and in it by the values of its columns as JSON. */
export type Counts = ReadonlyMap<CountTableName, ReadonlyMap<string, number>>;

/** A stay: entries in one stage one after the other are one. */
interface Stay extends CountedEntry {
  readonly from: string | null;
  readonly next: CountedEntry | null;
}

function staysOf(entries: readonly CountedEntry[]): Stay[] {
  const first = entries.filter(({ model, stage }, at) => model !== entries[at - 1]?.model || stage !== entries[at - 1]?.stage);
  return first.map((entry, at) => {
    const [before, after] = [first[at - 1], first[at + 1]];
    return {
      ...entry,
      from: before?.model === entry.model ? before.stage : null,
      next: after?.model === entry.model ? after : null,
    };
  });
}

/** What the column takes. */
const MOST_SECONDS = 2_000_000_000;

/** A whole number of which the first three digits are kept, rounded: `to_three_digits` in SQL. */
export function toThreeDigits(seconds: number): number {
  if (seconds < 1_000) return Math.max(0, seconds);
  if (seconds > MOST_SECONDS) return MOST_SECONDS;
  const unit = 10 ** (String(seconds).length - 3);
  return Math.floor((seconds + unit / 2) / unit) * unit;
}

/** A way has so many stages at most. */
const WAY_STAGES = 6;
/** A site's days begin at a quarter of an hour, whatever its time zone: times are told apart no finer, so that more of them are alike. */
const SLOT_MS = 900_000;
const slotOf = (at: number): number => (Math.floor(at / SLOT_MS) * SLOT_MS) / 1_000;

/** Adds up what people are counted as; people who are taken away and added again unchanged leave nothing. */
export class Counter {
  readonly #counts = new Map(COUNT_TABLE_NAMES.map((table) => [table, new Map<string, number>()]));

  /** @param by 1 adds the person, -1 takes the person away */
  add(person: CountedPerson, by: 1 | -1): void {
    this.#count("standing_counts", [person.stage, person.step, person.furthestStage, person.status, person.isBot], by);
    if (person.isBot) return;
    const channel = person.firstChannel ?? UNATTRIBUTED;
    this.#addStays(person.entries, channel, by);
    this.#addPlaced(person, channel, by);
  }

  /** What has changed. */
  get counts(): Counts {
    return this.#counts;
  }

  #count(table: CountTableName, values: readonly Json[], by: number): void {
    const key = JSON.stringify(values);
    const counts = this.#counts.get(table);
    const count = (counts?.get(key) ?? 0) + by;
    if (count === 0) counts?.delete(key);
    else counts?.set(key, count);
  }

  #addStays(entries: readonly CountedEntry[], channel: string, by: number): void {
    const stays = staysOf(entries);
    for (const { model, stage, enteredAt, direction, milestone, from, next } of stays) {
      const left = next === null ? [null, null, null] : [slotOf(next.enteredAt), next.stage, next.direction];
      this.#count("daily_stays", [model, slotOf(enteredAt), stage, from, direction, milestone, ...left, channel], by);
      if (next === null) continue;
      const seconds = toThreeDigits(Math.floor((next.enteredAt - enteredAt) / 1_000));
      this.#count("daily_stay_lengths", [model, slotOf(next.enteredAt), stage, seconds, channel], by);
    }
    for (const [at, { model, enteredAt, from }] of stays.entries()) {
      if (from !== null) continue;
      const way = stays.slice(at, at + WAY_STAGES).filter((stay) => stay.model === model);
      this.#count("daily_ways", [model, slotOf(enteredAt), way.map(({ stage }) => stage), channel], by);
    }
  }

  #addPlaced({ entries, touchpoints, milestones }: CountedPerson, channel: string, by: number): void {
    const stagesAt = (time: number): Record<string, string> => {
      const stages: Record<string, string> = {};
      for (const { model, stage, enteredAt } of entries) if (enteredAt <= time) stages[model] = stage;
      return stages;
    };
    for (const touchpoint of touchpoints) {
      const [slot, stages] = [slotOf(touchpoint.occurredAt), stagesAt(touchpoint.occurredAt)];
      this.#count("daily_touchpoints", [slot, stages, touchpoint.kind, touchpoint.channel, channel], by);
      if (touchpoint.kind === "session" && touchpoint.landingPage !== null)
        this.#count("daily_landings", [slot, stages, touchpoint.landingPage, channel], by);
    }
    for (const { milestone, occurredAt } of milestones)
      this.#count("daily_milestones", [slotOf(occurredAt), stagesAt(occurredAt), milestone, channel], by);
  }
}
