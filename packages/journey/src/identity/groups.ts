import type { Link } from "./links.js";
import type { Segment } from "./segments.js";
import { createUnion, type Union } from "./union.js";

/** The first segment of each user; a user's other segments join it. */
function firstOfUsers(segments: readonly Segment[]): Map<string, number> {
  const first = new Map<string, number>();
  segments.forEach(({ user }, index) => {
    if (user !== null && !first.has(user)) first.set(user, index);
  });
  return first;
}

function joinMembers(union: Union, links: readonly Link[], joins: (index: number) => boolean): void {
  for (const link of links) {
    const [first, ...rest] = [...link.members.keys()].filter(joins);
    if (first !== undefined) for (const other of rest) union.join(first, other);
  }
}

/** For each segment, the users that it shares an identifier with. */
function usersBeside(segments: readonly Segment[], links: readonly Link[]): Set<string>[] {
  const beside = segments.map(() => new Set<string>());
  for (const link of links) for (const index of link.members.keys()) for (const user of link.users) beside[index]?.add(user);
  return beside;
}

/**
 * Which group each segment belongs to, named by its smallest index. Segments of one user are one group. A weak
 * identifier joins anonymous segments to each other and to a user, unless that would make two users one: then only
 * what a segment itself shares with exactly one user counts. The result depends on the set of segments alone, never
 * on the order in which identifiers are looked at.
 */
export function groupsOf(segments: readonly Segment[], links: readonly Link[]): number[] {
  const open = links.filter((link) => link.refusedBecause === null);
  const firstOf = firstOfUsers(segments);
  const createHomes = (): Union => {
    const union = createUnion(segments.length);
    segments.forEach(({ user }, index) => {
      if (user !== null) union.join(index, firstOf.get(user) ?? index);
    });
    return union;
  };

  const reach = createHomes();
  joinMembers(reach, open, () => true);
  const usersWithin = new Map<number, number>();
  for (const index of firstOf.values()) usersWithin.set(reach.find(index), (usersWithin.get(reach.find(index)) ?? 0) + 1);
  const isContested = (index: number): boolean => (usersWithin.get(reach.find(index)) ?? 0) > 1;

  const beside = usersBeside(segments, open);
  const groups = createHomes();
  segments.forEach(({ user }, index) => {
    const [only, second] = beside[index] ?? [];
    if (user === null && only !== undefined && second === undefined) groups.join(index, firstOf.get(only) ?? index);
  });
  joinMembers(groups, open, (index) => !isContested(index) || (segments[index]?.user === null && beside[index]?.size === 0));
  return segments.map((_, index) => groups.find(index));
}
