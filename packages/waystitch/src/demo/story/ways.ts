import { saleNear } from "../calendar.js";
import type { Chance } from "../chance.js";
import channels from "../data/channels.json" with { type: "json" };

/** A way to the shop. */
export interface Way {
  readonly id: string;
  readonly share: number;
  readonly landing: string;
  /** `utm_source` and `utm_medium`. */
  readonly utm?: readonly string[] | undefined;
  readonly campaigns?: readonly string[] | undefined;
  readonly clickId?: string | undefined;
  readonly referrer?: string | undefined;
  /** The app whose own browser opens the links, and how often. */
  readonly app?: string | undefined;
  readonly appShare?: number | undefined;
  /** How many come with a phone. */
  readonly phone?: number | undefined;
  readonly isEmail?: boolean | undefined;
}

/** A way on which people come for the first time, and what they do then. */
export interface FirstWay extends Way {
  readonly bounce: number;
  readonly lead: number;
  readonly buy: number;
}

export const FIRST_WAYS: readonly FirstWay[] = channels.first;
/** How anybody comes back. */
export const WAYS_BACK: readonly Way[] = channels.again;
/** How the shop brings back who left a contact. */
export const WAYS_TO_LEADS: readonly Way[] = channels.toLeads;

/** Click ids are long and say nothing. */
const clickIdOf = (chance: Chance): string => `demo.${chance.code(22)}`;

/** What stands behind the path of the first page: the campaign and the click's id. */
export function queryOf(way: Way, at: number, chance: Chance): string {
  const query = new URLSearchParams();
  const [source, medium] = way.utm ?? [];
  if (source !== undefined && medium !== undefined) {
    query.set("utm_source", source);
    query.set("utm_medium", medium);
    if (way.campaigns !== undefined) query.set("utm_campaign", chance.pick(way.campaigns).replace("{sale}", saleNear(at)));
  }
  if (way.clickId !== undefined) query.set(way.clickId, clickIdOf(chance));
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}
