import type { TestDatabase } from "@waystitch/testbed";

interface PlanNode {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Index Name"?: string;
  readonly "Actual Total Time": number;
  readonly "Actual Rows": number;
  readonly "Actual Loops": number;
  readonly "Shared Hit Blocks": number;
  readonly "Shared Read Blocks": number;
  readonly Plans?: readonly PlanNode[];
}

/** A step of a plan and what it took itself, without the steps below it. */
export interface CostDriver {
  readonly what: string;
  readonly ms: number;
  readonly rows: number;
  readonly pages: number;
}

const timeOf = (node: PlanNode): number => node["Actual Total Time"] * node["Actual Loops"];

function driversOf(node: PlanNode): CostDriver[] {
  const below = node.Plans ?? [];
  const own = timeOf(node) - below.reduce((sum, child) => sum + timeOf(child), 0);
  const on = node["Index Name"] ?? node["Relation Name"];
  const what = on === undefined ? node["Node Type"] : `${node["Node Type"]} on ${on}`;
  const pages = node["Shared Hit Blocks"] + node["Shared Read Blocks"];
  const rows = Math.round(node["Actual Rows"] * node["Actual Loops"]);
  return [{ what, ms: Math.max(0, own), rows, pages }, ...below.flatMap(driversOf)];
}

/** The steps of a query that took most of its time, the slowest first. */
export async function explain(database: TestDatabase, query: string, most: number): Promise<CostDriver[]> {
  const [answer] = await database.query<{ "QUERY PLAN": readonly { readonly Plan: PlanNode }[] }>(
    `explain (analyze, buffers, format json) ${query}`,
  );
  const plan = answer?.["QUERY PLAN"][0]?.Plan;
  return plan === undefined
    ? []
    : driversOf(plan)
        .sort((a, b) => b.ms - a.ms)
        .slice(0, most);
}
