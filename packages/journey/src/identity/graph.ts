import type { Fact } from "../fact.js";
import { bearersOf, placesOf } from "./bearers.js";
import { carriersOf } from "./carriers.js";
import { groupsOf } from "./groups.js";
import { type Carriage, type Link, linkOf } from "./links.js";
import { type Mention, mentionsOf, ownersOf } from "./mentions.js";
import { refusalsOf } from "./refusals.js";
import type { Segment } from "./segments.js";
import type { UserNames } from "./user-names.js";

/** A link as one segment carries it. */
export interface Carried {
  readonly link: Link;
  readonly fact: Fact;
}

/** Some segments, by index, and everything that ties them together or may not. */
export interface Graph extends Carriage {
  readonly names: UserNames;
  /** For each segment its mentions. */
  readonly mentions: readonly (readonly Mention[])[];
  /** For each segment the links it carries, and its first fact that does. */
  readonly carried: readonly (readonly Carried[])[];
  /** Links that could not join all their carriers, because two users would have become one. */
  readonly split: ReadonlySet<Link>;
  /** For each segment the name of its group, which is one person. */
  readonly groups: readonly number[];
}

/** Decides which segments are one person. */
export function graphOf(segments: readonly Segment[], names: UserNames): Graph {
  const mentions = mentionsOf(segments);
  const owners = ownersOf(segments, mentions);
  const places = placesOf(segments, mentions, owners);
  const bearers = bearersOf(segments, places);
  const carriers = carriersOf(mentions, owners);
  const refusals = refusalsOf(segments, places, bearers, carriers);
  const known: Carriage = { segments, owners, bearers, refusals };
  const links: Link[] = [];
  for (const [identifier, those] of carriers) links.push(linkOf(identifier, those, known));
  const groups = groupsOf(segments, bearers, links);
  const carried = segments.map((): Carried[] => []);
  const split = new Set<Link>();
  for (const link of links) {
    for (const { index, fact } of link.carriers) carried[index]?.push({ link, fact });
    if (link.joining.some((bearer) => groups[bearer] !== groups[link.joining[0] ?? bearer])) split.add(link);
  }
  return { ...known, names, mentions, carried, split, groups };
}
