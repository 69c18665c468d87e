import { CALLS, type Outcome } from "@waystitch/testbed/loss";

/** Outcomes by scenario, then by product; a text where a scenario could not be played. */
export type Results = Readonly<Record<string, Readonly<Record<string, Outcome | string>>>>;

/** `!` marks what only came once the visitor was back. */
function stored(outcome: Outcome): string {
  const late = outcome.storedBefore < outcome.stored ? ` (${outcome.storedBefore})` : "";
  const again = outcome.duplicates > 0 ? ` +${outcome.duplicates} dup` : "";
  return `${outcome.stored}/${CALLS}${late}${again}`;
}

const requests = ({ requestsOfPage, preflightsOfPage }: Outcome): string => `${requestsOfPage} / ${preflightsOfPage}`;

function print(title: string, results: Results, cell: (outcome: Outcome) => string): void {
  const products = Object.keys(Object.values(results)[0] ?? {});
  const rows = Object.entries(results).map(([scenario, outcomes]) => [
    scenario,
    ...products.map((product) => {
      const outcome = outcomes[product];
      return typeof outcome === "object" ? cell(outcome) : "failed";
    }),
  ]);
  const all = [[title, ...products], ...rows];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  console.log("");
  for (const row of all)
    console.log(
      row
        .map((text, column) => text.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    );
}

/** Prints what was stored, and what the page that made the calls sent for it. */
export function printTables(results: Results): void {
  print(`stored of ${CALLS} (before the visitor came back)`, results, stored);
  print("requests / preflights of the page", results, requests);
}
