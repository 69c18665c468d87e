import { cpus } from "node:os";
import { installPeers } from "./peers/install.js";
import { startAnsweringSite } from "./weight/answering-site.js";
import { startBareBrowser } from "./weight/bare-browser.js";
import { type Contender, OURS, peers } from "./weight/contenders.js";
import type { Work } from "./weight/main-thread.js";
import { ALL_PARTS, type Part, visit } from "./weight/visit.js";

// What a script adds to the work of a page's main thread: ours beside its peers, on a product list of 300 rows that is at rest
// when the script's tag is inserted, at full speed and slowed down four times. For `load`, `20 events` (in one task) and
// `leaving` that is all the thread does, less what it does on the same page without a script; `load` ends two seconds later. For
// `browsing` (five navigations within the page, scrolling to its end, a form) it is the calls into the script, since the
// page's own work is a hundred times as much. `load again` is the third visit and later, when the browser keeps the compiled
// script. `longest` is the longest task of `load` and `20 events`.
//
// `npm run bench -- sdk-cost 1` makes one round instead of five; each takes some minutes.
const ROUNDS = Number(process.argv[2] ?? 5);
const SLOWDOWNS = [1, 4] as const;

type Column = Part | "longest";
const COLUMNS: readonly Column[] = [...ALL_PARTS, "longest"];
type Row = Readonly<Record<Column, number>>;

const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;

/** The medians of a contender's visits. */
function rowOf(visits: readonly ReadonlyMap<string, Work>[]): Row {
  const of = (part: Part, figure: keyof Work): number => median(visits.map((work) => work.get(part)?.[figure] ?? Number.NaN));
  const parts = ALL_PARTS.map((part) => [part, of(part, part === "browsing" ? "script" : "all")] as const);
  // Every column is a part or the longest task.
  return { ...Object.fromEntries(parts), longest: Math.max(of("load", "longest"), of("20 events", "longest")) } as Row;
}

/** What a contender adds to the bare page; the longest task is its own. */
const added = (row: Row, bare: Row): Row =>
  Object.fromEntries(
    COLUMNS.map((column) => [column, Number((row[column] - (column === "longest" ? 0 : bare[column])).toFixed(1))]),
  ) as Row;

async function measure(contenders: readonly Contender[], slowdown: number, rounds: number): Promise<readonly Row[]> {
  const site = await startAnsweringSite(contenders);
  const candidates = [undefined, ...contenders];
  const visits = candidates.map((): Map<string, Work>[] => []);
  for (let round = 0; round < rounds; round++) {
    const browser = startBareBrowser();
    for (const [index, contender] of candidates.entries()) {
      process.stderr.write(`\r${slowdown}x, round ${round + 1} of ${rounds}: ${(contender?.name ?? "no script").padEnd(20)}`);
      const ended = (part: string): void => {
        const posts = site.takePosts();
        if (contender && part === "20 events" && posts === 0) throw new Error(`${contender.name} sent no events`);
      };
      visits[index]?.push(await visit(browser, site.urlWith(contender), slowdown, ended));
    }
    await browser.close();
  }
  process.stderr.write("\r".padEnd(60));
  await site.close();
  const [bare, ...rows] = visits.map(rowOf);
  if (!bare) throw new Error("the bare page was not visited");
  return rows.map((row) => added(row, bare));
}

const ratioOf = (row: Row, ours: Row, column: Column): number => Number((row[column] / ours[column]).toFixed(1));

function print(contenders: readonly Contender[], rows: readonly Row[], ours: Row): void {
  console.log(`${"".padEnd(18)}${COLUMNS.map((column) => column.padStart(16)).join("")}`);
  for (const [index, { name }] of contenders.entries()) {
    const row = rows[index] ?? ours;
    const cells = COLUMNS.map((column) => `${row[column].toFixed(1)} (${ratioOf(row, ours, column).toFixed(1)})`.padStart(16));
    console.log(`${name.padEnd(18)}${cells.join("")}`);
  }
}

async function report(): Promise<void> {
  installPeers();
  const contenders = [...OURS, ...peers()];
  const figures: Record<string, Readonly<Record<string, Row>>> = {};
  const ratios: Record<string, Readonly<Record<string, number>>> = {};
  for (const slowdown of SLOWDOWNS) {
    const rows = await measure(contenders, slowdown, ROUNDS);
    const [ours] = rows;
    if (!ours) throw new Error("our script was not measured");
    console.log(`At ${slowdown === 1 ? "full speed" : `a ${slowdown}th of the speed`}, milliseconds added and, in brackets, times ours:`);
    print(contenders, rows, ours);
    const named = <Value>(of: (row: Row) => Value): Record<string, Value> =>
      Object.fromEntries(contenders.map(({ name }, index) => [name, of(rows[index] ?? ours)]));
    figures[`at${slowdown}x`] = named((row) => row);
    ratios[`loadAt${slowdown}x`] = named((row) => ratioOf(row, ours, "load"));
  }
  const conditions = {
    rounds: ROUNDS,
    rows: 300,
    slowdowns: SLOWDOWNS,
    unit: "ms on the processor",
    node: process.version,
    cores: cpus().length,
  };
  console.log(JSON.stringify({ name: "sdk-cost", conditions, figures, ratios }));
}

await report();
