import type { JourneyLine } from "../answers.js";

/** The latest first; the same order as the server's. */
const isBefore = (a: JourneyLine, b: JourneyLine): number =>
  Date.parse(b.lastSeenAt) - Date.parse(a.lastSeenAt) || (a.personId < b.personId ? 1 : -1);

/**
 * Joins a fresh head of the list with the lines below it that were loaded earlier. Nobody stands in it twice, nobody is
 * lost who was pushed out of the head, and who should be in the head and is not has left the list.
 * @param isWhole the head is the whole list
 */
export function mergeJourneys(known: readonly JourneyLine[], head: readonly JourneyLine[], isWhole: boolean): readonly JourneyLine[] {
  const lowest = head.at(-1);
  if (isWhole || lowest === undefined) return head;
  const inHead = new Set(head.map(({ personId }) => personId));
  const below = known.filter((line) => !inHead.has(line.personId) && isBefore(lowest, line) < 0);
  return [...head, ...below.toSorted(isBefore)];
}
