import { type Attack, type Outcome, outcomeOf } from "./attack.js";
import type { Poster } from "./post.js";

/** An attack with what came of it, and how long that took, in milliseconds. */
export interface Ran {
  readonly attack: Attack;
  readonly outcome: Outcome;
  readonly ms: number;
}

async function run(poster: Poster, attack: Attack): Promise<Ran> {
  const since = performance.now();
  const answer = await poster.post(attack).catch((error: Error) => ({ status: 599, text: `no answer: ${error.message}` }));
  const ms = performance.now() - since;
  return { attack, outcome: outcomeOf(attack, answer), ms };
}

/** Sends attacks, so many at a time. */
export async function runAttacks(poster: Poster, attacks: Iterable<Attack>, atATime: number): Promise<readonly Ran[]> {
  const iterator = attacks[Symbol.iterator]();
  const ran: Ran[] = [];
  const sender = async (): Promise<void> => {
    for (let next = iterator.next(); !next.done; next = iterator.next()) ran.push(await run(poster, next.value));
  };
  await Promise.all(Array.from({ length: atATime }, sender));
  return ran;
}

/** All events that were told of, and how many were said to be stored. */
export function sumOf(ran: readonly Ran[]): Pick<Outcome, "told" | "accepted" | "problems"> {
  return {
    told: ran.flatMap(({ outcome }) => outcome.told),
    accepted: ran.reduce((sum, { outcome }) => sum + outcome.accepted, 0),
    problems: ran.flatMap(({ outcome }) => outcome.problems),
  };
}
