import type { DeliveryOutcome } from "@waystitch/store";

/** Of the orders whose promised date has come, how many there are and which share arrived on time. */
export function keptOf(rows: readonly DeliveryOutcome[]): { readonly due: number; readonly share: number | null } {
  const count = (outcome: string): number => rows.find((row) => row.outcome === outcome)?.orders ?? 0;
  const due = count("on_time") + count("late") + count("overdue");
  return { due, share: due === 0 ? null : count("on_time") / due };
}
