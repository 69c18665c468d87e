import { type Person, type PersonIdentifier, personsOf } from "../src/index.js";
import type { Story } from "./story.js";

export const persons = (told: Story): Person[] => personsOf("shop", told.facts);

/** Who has which events: `an: e001 e002`, sorted. */
export const shares = (told: Story): string[] =>
  persons(told)
    .map(({ userId, facts }) => `${userId ?? "?"}: ${facts.map((fact) => fact.eventId).join(" ")}`)
    .sort();

/** The person who has an event. */
export function holderOf(told: Story, eventId: string): Person {
  const holder = persons(told).find(({ facts }) => facts.some((fact) => fact.eventId === eventId));
  if (holder === undefined) throw new Error(`nobody has the event ${eventId}`);
  return holder;
}

/** What the holder of an event knows of an identifier: `two_users by v1/e001`, or `joins by v1/e001`. */
export function verdictOf(told: Story, eventId: string, identifier: string): string {
  const row: PersonIdentifier | undefined = holderOf(told, eventId).identifiers.find((one) => one.identifier === identifier);
  return row === undefined ? "unknown" : `${row.refusedBecause ?? "joins"} by ${row.evidenceVisitorId}/${row.evidenceEventId}`;
}
