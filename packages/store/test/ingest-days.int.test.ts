import { createDatabase, foldCounts, recordBatch } from "@waystitch/store";
import { createTestDatabase, eventRow, rejectedRow, type TestDatabase } from "@waystitch/testbed";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  for (const site of ["a", "b", "many", "erased"])
    await database.query("insert into sites (site_id, name, time_zone) values ($1, $1, 'Asia/Ho_Chi_Minh')", [site]);
});
afterAll(() => database.drop());

/** Half past eleven in the night of the first in Viet Nam, and an hour later. */
const FIRST = "2026-11-01T16:30:00.000Z";
const SECOND = "2026-11-01T17:30:00.000Z";
const at = (received_at: string) => ({ received_at, occurred_at: received_at });

const linesOf = async (site: string): Promise<string[]> => {
  const rows = await database.query<{ line: string }>(
    `select concat_ws(' ', day, reason, sum(accepted), sum(from_browsers), sum(from_servers), sum(from_robots), sum(late), sum(duplicate),
       sum(rejected)) as line
     from ingest_days where site_id = $1 group by day, reason order by day, reason`,
    [site],
  );
  return rows.map(({ line }) => line);
};

describe("What arrived", () => {
  test("is counted by site, day and reason: stored, from whom, late, sent again, rejected; adding it up changes no sum", async () => {
    const db = database.dbOf("collector");
    const first = eventRow("a", "v", "e1", at(FIRST));
    await recordBatch(db, {
      events: [
        first,
        eventRow("a", "v", "e2", { received_at: FIRST, occurred_at: "2026-11-01T15:29:59.999Z", trusted: true }),
        eventRow("a", "w", "e3", { ...at(SECOND), bot_reason: "crawler" }),
        eventRow("b", "v", "e1", at(FIRST)),
      ],
      rejected: [
        rejectedRow("a", "r1", { reason: "no_visitor", received_at: FIRST }),
        rejectedRow("a", "r2", { reason: "no_visitor", received_at: FIRST }),
        rejectedRow("a", "r3", { reason: "type_unknown", received_at: SECOND }),
      ],
      // Twice within the group commit.
      copies: [first],
    });
    // A day later once more, beside a new one; and all of it once more, with a rejected one that is known.
    const again = { ...first, received_at: SECOND };
    await recordBatch(db, { events: [again, eventRow("a", "v", "e4", at(SECOND))], rejected: [] });
    await recordBatch(db, { events: [again], rejected: [rejectedRow("a", "r1", { reason: "no_visitor", received_at: FIRST })] });
    const expected = ["2026-11-01  2 1 1 0 1 1 0", "2026-11-01 no_visitor 0 0 0 0 0 0 2", "2026-11-02  2 1 0 1 0 2 0"];
    const told = [...expected, "2026-11-02 type_unknown 0 0 0 0 0 0 1"];
    expect(await linesOf("a")).toEqual(told);
    expect(await linesOf("b")).toEqual(["2026-11-01  1 1 0 0 0 0 0"]);
    for (let round = 0; round < 2; round++) {
      await database.dbOf("worker").transaction().execute(foldCounts);
      expect(await linesOf("a")).toEqual(told);
      expect(await database.query("select count(*)::int as n from ingest_days where site_id = 'a'")).toEqual([{ n: 4 }]);
    }
    // Added to what is added up; and the past stays as it is when the site's days begin at another hour.
    await database.query("update sites set time_zone = 'UTC' where site_id = 'a'");
    await recordBatch(db, { events: [eventRow("a", "v", "e5", at(SECOND))], rejected: [] });
    await database.dbOf("worker").transaction().execute(foldCounts);
    expect(await linesOf("a")).toEqual(["2026-11-01  3 2 1 0 1 1 0", ...told.slice(1)]);
  });

  test("is counted exactly by several collectors that store the same at once, while a worker adds it up", async () => {
    const events = Array.from({ length: 40 }, (_, at) =>
      eventRow("many", `v${at % 7}`, `e${at}`, { received_at: FIRST, occurred_at: FIRST }),
    );
    const dbs = Array.from({ length: 4 }, () =>
      createDatabase({ url: database.urlOf("collector"), applicationName: "at once", maxConnections: 1 }),
    );
    try {
      const store = async (db: (typeof dbs)[number]): Promise<void> => {
        for (let from = 0; from < 40; from += 8) await recordBatch(db, { events: events.slice(from, from + 8), rejected: [] });
      };
      const fold = async (): Promise<void> => {
        for (let round = 0; round < 5; round++) await database.dbOf("worker").transaction().execute(foldCounts);
      };
      await Promise.all([...dbs.map(store), fold()]);
      expect(await linesOf("many")).toEqual(["2026-11-01  40 40 0 0 0 120 0"]);
    } finally {
      for (const db of dbs) await db.destroy();
    }
  });

  test("leaves out what may not be kept, copies of it too, and a batch that fails counts nothing", async () => {
    await database.query("update sites set keeps_from = '2026-10-01' where site_id = 'erased'");
    const old = eventRow("erased", "v", "old", { received_at: FIRST, occurred_at: "2026-09-01T00:00:00Z" });
    const fresh = eventRow("erased", "v", "new", at(FIRST));
    await recordBatch(database.db, { events: [old, fresh], rejected: [], copies: [old, fresh] });
    await expect(
      recordBatch(database.db, { events: [eventRow("erased", "v", "bad", { ...at(FIRST), type: "nonsense" })], rejected: [] }),
    ).rejects.toThrow();
    expect(await linesOf("erased")).toEqual(["2026-11-01  1 1 0 0 0 1 0"]);
  });
});
