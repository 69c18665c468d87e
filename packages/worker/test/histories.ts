import type { Fact } from "@waystitch/journey";
import { type Database, recordSite } from "@waystitch/store";
import { LATER, randomFacts } from "@waystitch/testbed/facts";
import fc from "fast-check";

export { LATER };

/** Some hundred facts of several families of visitors; each family shares users, contacts and orders, and no two families share any. */
export function createHistory(seed: number, families: number): Fact[] {
  return fc.sample(randomFacts, { seed, numRuns: families }).flatMap((facts, family) =>
    facts.map((fact) => ({
      ...fact,
      visitorId: fact.visitorId.startsWith("@") ? fact.visitorId.replace(":", `:${family}-`) : `${family}-${fact.visitorId}`,
      userId: fact.userId && `${family}-${fact.userId}`,
      previousId: fact.previousId && `${family}-${fact.previousId}`,
      identifiers: fact.identifiers.map((identifier) => `${identifier}-${family}`),
      properties:
        "order_id" in fact.properties
          ? { ...fact.properties, order_id: `${family}-${String(fact.properties["order_id"])}` }
          : fact.properties,
    })),
  );
}

export async function addSite(db: Database, siteId: string): Promise<void> {
  await recordSite(db, siteId, { name: siteId, domains: ["shop.example"] });
}
