import { recordBatch } from "@waystitch/store";
import { createTestDatabase, eventRow, rejectedRow, type TestDatabase } from "@waystitch/testbed";
import { afterAll, beforeAll, expect, test } from "vitest";
import { countAllGaps } from "../src/fold.js";

const HOUR = 3_600_000;
/** The tenth in Viet Nam; it can be counted from the first moment of the twelfth. */
const BEGAN = Date.parse("2026-11-10T00:00:00+07:00");
const COUNTABLE = BEGAN + 48 * HOUR;

let database: TestDatabase;
let shops = 0;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, "0");

/** An id as our script makes it. */
function idOf(pageLoad: string, number: number, at: number): string {
  const time = hex(at, 12);
  const page = [...pageLoad].map((letter) => letter.charCodeAt(0)).join("");
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-${hex(0x8000 + number, 4)}-${page.padStart(12, "0")}`;
}

interface Came {
  readonly pageLoad: string;
  readonly number: number;
  /** Since the day began. */
  readonly hours?: number;
  readonly visitor?: string;
  readonly library?: string;
}

const came = (pageLoad: string, numbers: readonly number[], more: Partial<Came> = {}): Came[] =>
  numbers.map((number) => ({ pageLoad, number, ...more }));

/** Counts what came to a site of its own, and says what each day has expected and missed. */
async function gapsOf(site: string, all: readonly Came[], rejected: readonly Came[] = []): Promise<string[]> {
  await database.query("insert into sites (site_id, name, time_zone) values ($1, $1, 'Asia/Ho_Chi_Minh')", [site]);
  const timeOf = ({ hours = 1, number }: Came): number => BEGAN + hours * HOUR + number;
  await recordBatch(database.dbOf("collector"), {
    events: all.map((one) => {
      const received_at = new Date(timeOf(one)).toISOString();
      const context = { library: { name: one.library ?? "waystitch" } };
      return eventRow(site, one.visitor ?? "v", idOf(one.pageLoad, one.number, timeOf(one)), {
        received_at,
        occurred_at: received_at,
        context,
      });
    }),
    rejected: rejected.map((one) => {
      const message_id = idOf(one.pageLoad, one.number, timeOf(one));
      return rejectedRow(site, message_id, { message_id, received_at: new Date(timeOf(one)).toISOString() });
    }),
  });
  await countAllGaps(database.dbOf("worker"), new Date(COUNTABLE));
  return linesOf(site);
}

async function linesOf(site: string): Promise<string[]> {
  const rows = await database.query<{ line: string }>(
    "select concat_ws(' ', day, expected, missing) as line from ingest_gaps where site_id = $1 and expected > 0 order by day",
    [site],
  );
  return rows.map(({ line }) => line);
}

test.each<[string, readonly Came[], readonly Came[], readonly string[]]>([
  ["nothing of a page load of which all came", came("a", [2, 0, 1]), [], ["2026-11-10 3 0"]],
  ["one that never came, of either of two page loads", [...came("a", [0, 2]), ...came("b", [1, 3, 4])], [], ["2026-11-10 8 3"]],
  ["nothing that came a day late", [...came("a", [0, 2]), ...came("a", [1], { hours: 47 })], [], ["2026-11-10 3 0"]],
  ["nothing that was rejected", came("a", [0, 2, 3]), came("a", [1]), ["2026-11-10 4 0"]],
  ["no more than the first 16,384 events of a page load", came("a", [0, 1, 3, 16_384, 32_767]), [], ["2026-11-10 4 1"]],
  [
    "a page that is open over midnight on the day of its first event, also when the visitor changes",
    [
      ...came("a", [0, 1], { hours: -1 }),
      ...came("a", [3], { visitor: "w" }),
      ...came("b", [0, 1], { hours: 23 }),
      ...came("b", [3], { hours: 25 }),
    ],
    [],
    ["2026-11-09 4 1", "2026-11-10 4 1"],
  ],
  ["a page that was open for days not again", [...came("a", [0], { hours: -100 }), ...came("a", [1])], [], ["2026-11-05 2 0"]],
  [
    "no events of other libraries, and no id that has the form by chance",
    [...came("a", [0, 2], { library: "other" }), ...came("b", [7_000]), ...came("c", [0])],
    [],
    ["2026-11-10 1 0"],
  ],
])("counts %s", async (_what, events, rejected, expected) => {
  expect(await gapsOf(`shop${++shops}`, events, rejected)).toEqual(expected);
});

test("counts the last seven days that can be told, each once, whatever number of workers does it", async () => {
  await gapsOf("days", came("a", [0, 2]));
  expect(await database.query("select min(day)::text, max(day)::text, count(*)::int as n from ingest_gaps where site_id = 'days'")).toEqual(
    [{ min: "2026-11-04", max: "2026-11-10", n: 7 }],
  );
  // What comes now changes no day that is counted.
  await recordBatch(database.db, { events: [eventRow("days", "v", idOf("a", 1, BEGAN + HOUR))], rejected: [] });
  await database.query("delete from ingest_gaps where site_id = 'days' and day < '2026-11-08'");
  await Promise.all([1, 2, 3].map(() => countAllGaps(database.dbOf("worker"), new Date(COUNTABLE))));
  expect(await linesOf("days")).toEqual(["2026-11-10 3 1"]);
  expect(await database.query("select count(*)::int as n from ingest_gaps where site_id = 'days'")).toEqual([{ n: 7 }]);
  await countAllGaps(database.dbOf("worker"), new Date(COUNTABLE + 24 * HOUR - 1));
  expect(await database.query("select count(*)::int as n from ingest_gaps where site_id = 'days'")).toEqual([{ n: 7 }]);
});
