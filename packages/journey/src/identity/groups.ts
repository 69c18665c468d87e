import type { Link } from "./links.js";
import type { Segment } from "./segments.js";
import { createUnion, type Union } from "./union.js";

const NOBODY = -1;
const SEVERAL = -2;

function joinAll(union: Union, links: readonly Link[], joins: (bearer: number) => boolean): void {
  for (const { joining } of links) {
    let first: number | undefined;
    for (const bearer of joining) {
      if (!joins(bearer)) continue;
      if (first === undefined) first = bearer;
      else union.join(first, bearer);
    }
  }
}

/** For each bearer, the one user it shares an identifier with, or `NOBODY`, or `SEVERAL`. */
function usersBeside(size: number, links: readonly Link[]): number[] {
  const beside = new Array<number>(size).fill(NOBODY);
  for (const { joining, user } of links)
    if (user !== null) for (const bearer of joining) beside[bearer] = beside[bearer] === NOBODY || beside[bearer] === user ? user : SEVERAL;
  return beside;
}

/**
 * Which group each segment belongs to, named by its smallest bearer. An identifier joins everyone who carries it, unless
 * that would make two users one: then only what a bearer itself shares with exactly one user counts. The result depends
 * on the set of segments alone, never on the order in which identifiers are looked at.
 */
export function groupsOf(segments: readonly Segment[], bearers: readonly number[], links: readonly Link[]): readonly number[] {
  const open = links.filter((link) => link.joining.length > 0);
  if (open.length === 0) return bearers;
  const reach = createUnion(segments.length);
  joinAll(reach, open, () => true);
  const isUser = (index: number): boolean => bearers[index] === index && segments[index]?.user !== null;
  const usersWithin = new Map<number, number>();
  bearers.forEach((_, index) => {
    if (isUser(index)) usersWithin.set(reach.find(index), (usersWithin.get(reach.find(index)) ?? 0) + 1);
  });
  const isContested = (bearer: number): boolean => (usersWithin.get(reach.find(bearer)) ?? 0) > 1;

  const beside = usersBeside(segments.length, open);
  const groups = createUnion(segments.length);
  beside.forEach((user, bearer) => {
    if (user >= 0) groups.join(user, bearer);
  });
  joinAll(groups, open, (bearer) => !isContested(bearer) || (beside[bearer] === NOBODY && !isUser(bearer)));
  return bearers.map((bearer) => groups.find(bearer));
}
