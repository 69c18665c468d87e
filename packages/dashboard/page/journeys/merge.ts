import type { JourneyLine } from "../answers.js";

/** By what a list is ordered, the highest first; the same as the server's. */
export type ListOrder = "seen" | "since" | "revenue";

const MEASURES: Readonly<Record<ListOrder, (line: JourneyLine) => number>> = {
  seen: (line) => Date.parse(line.lastSeenAt),
  since: (line) => Date.parse(line.stageSince),
  revenue: (line) => Number(line.revenue),
};

const comparerOf =
  (order: ListOrder) =>
  (a: JourneyLine, b: JourneyLine): number =>
    MEASURES[order](b) - MEASURES[order](a) || (a.personId < b.personId ? 1 : -1);

/**
 * Joins a fresh head of the list with the lines below it that were loaded earlier. Nobody stands in it twice, nobody is
 * lost who was pushed out of the head, and who should be in the head and is not has left the list.
 * @param isWhole the head is the whole list
 */
export function mergeJourneys(
  known: readonly JourneyLine[],
  head: readonly JourneyLine[],
  isWhole: boolean,
  order: ListOrder = "seen",
): readonly JourneyLine[] {
  const isBefore = comparerOf(order);
  const lowest = head.at(-1);
  if (isWhole || lowest === undefined) return head;
  const inHead = new Set(head.map(({ personId }) => personId));
  const below = known.filter((line) => !inHead.has(line.personId) && isBefore(lowest, line) < 0);
  return [...head, ...below.toSorted(isBefore)];
}
