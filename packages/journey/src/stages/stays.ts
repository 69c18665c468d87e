import type { StageEntry } from "./entries.js";
import type { Standing } from "./standing.js";

/** An unbroken stay in one stage, whatever the steps inside it. Times are epoch milliseconds. */
export interface Stay {
  readonly stage: string;
  readonly enteredAt: number;
  /** `null` while the person is still there. */
  readonly leftAt: number | null;
  /** How long it lasted, up to `asOf` while the person is still there. */
  readonly ms: number;
  /** Where to: further on or back; `null` while the person is still there. */
  readonly left: StageEntry["direction"] | null;
}

/** A person's stays in the stages of a model, in order of time: consecutive entries into one stage are one stay. */
export function staysOf({ entries }: Pick<Standing, "entries">, asOf: number): Stay[] {
  const begins = entries.filter((entry, index) => entry.stage !== entries[index - 1]?.stage);
  return begins.map(({ stage, enteredAt }, index) => {
    const next = begins[index + 1];
    const leftAt = next?.enteredAt ?? null;
    return { stage, enteredAt, leftAt, ms: Math.max(0, (leftAt ?? asOf) - enteredAt), left: next?.direction ?? null };
  });
}
