import type { Database } from "@waystitch/store";
import { storeFacts } from "@waystitch/testbed";
import { factsOf } from "./people.js";

export const SITE = "bench";
const AT_A_TIME = 500;

/** Stores the ten events of each of so many people, as the collector does. */
export async function storePeople(db: Database, people: number): Promise<void> {
  for (let first = 0; first < people; first += AT_A_TIME) {
    const count = Math.min(AT_A_TIME, people - first);
    await storeFacts(db, SITE, Array.from({ length: count }, (_, at) => factsOf(first + at)).flat());
  }
}
