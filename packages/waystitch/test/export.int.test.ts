import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { createTestDatabase, type TestDatabase } from "@waystitch/testbed";
import { parse } from "csv-parse/sync";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CommandResult, runWaystitch } from "./started-up.js";

let database: TestDatabase;
let folder: string;

/** More than two row groups, and many pages of a cursor. */
const MANY = 25_000;
const HOSTILE = `=cmd|' /C calc'!A0,"x"`;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(`${tmpdir()}/waystitch-export-`);
  for (const site of ["shop", "other"]) await database.query("insert into sites (site_id, name) values ($1, $1)", [site]);
  await database.query(
    `insert into touchpoints (part, site_id, person_id, sequence, kind, occurred_at, channel, campaign, evidence_visitor_id, evidence_event_id)
     select 1, site_id, 'p1', n, 'session', timestamptz '2026-02-28 17:00:00.123456Z' + (n - 1) * interval '1 minute', 'Direct',
       case when n = 1 then $1 when n = 2 then 'Kính râm hè' end, 'v', 'e' || n
     from sites cross join generate_series(1, case site_id when 'shop' then ${MANY} else 3 end) n`,
    [HOSTILE],
  );
  await database.query(
    `insert into orders (part, site_id, person_id, order_id, status, placed_at, total, refunded, currency, products, is_tripwire, is_late,
       evidence_visitor_id, evidence_event_id)
     values (1, 'shop', 'p1', 'A1', 'placed', '2026-03-01T01:00+07:00', 1234567890123.45, 0.000001, 'VND', '[{"name": "Mắt kính"}]', false, true, 'v', 'e'),
            (1, 'shop', 'p1', 'A2', 'reported', null, 0, 0, 'VND', '[]', true, null, 'v', 'e')`,
  );
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const run = (...args: string[]): Promise<CommandResult> => runWaystitch(["export", ...args], { DATABASE_URL: database.url });
const recordsIn = (text: string): Record<string, string>[] => parse(text, { columns: true, bom: true });

async function readParquet(name: string) {
  const bytes = await readFile(`${folder}/${name}`);
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  return { metadata: parquetMetadata(file), rows: await parquetReadObjects({ file }) };
}

test("a table becomes a CSV file of the site's rows, by the site's clock, that Excel reads as UTF-8 and runs nothing of", async () => {
  expect(await run("touchpoints", "--site", "shop", "--out", `${folder}/touchpoints.csv`)).toMatchObject({
    code: 0,
    stdout: "",
    stderr: "",
  });
  const text = await readFile(`${folder}/touchpoints.csv`, "utf8");
  expect(text.startsWith("\ufeffpart,site_id,person_id,sequence,")).toBe(true);
  const rows = recordsIn(text);
  expect(rows).toHaveLength(MANY);
  const [first, second] = rows.sort((a, b) => Number(a["sequence"]) - Number(b["sequence"]));
  expect(first).toMatchObject({ site_id: "shop", occurred_at: "2026-03-01 00:00:00.123456+07", campaign: `'${HOSTILE}`, source: "" });
  expect(second).toMatchObject({ campaign: "Kính râm hè" });
  expect(new Set(rows.map((row) => row["site_id"]))).toEqual(new Set(["shop"]));
});

test("rows of some days or hours are printed without a byte order mark, days by the site's clock", async () => {
  const sequences = async (...range: string[]): Promise<string[]> => {
    const { stdout, code } = await run("touchpoints", "--site", "other", ...range);
    expect([code, stdout.slice(0, 5)]).toEqual([0, "part,"]);
    return recordsIn(stdout)
      .map((row) => row["sequence"] ?? "")
      .sort();
  };
  expect(await sequences("--since", "2026-03-01")).toEqual(["1", "2", "3"]);
  expect(await sequences("--until", "2026-03-01")).toEqual([]);
  expect(await sequences("--since", "2026-02-28T17:01:00Z", "--until", "2026-03-01T00:02+07:00")).toEqual(["2"]);
});

test("a Parquet file has timestamps, exact decimals, days and empty cells, in row groups", async () => {
  await run("touchpoints", "--site", "shop", "--format", "parquet", "--out", `${folder}/touchpoints.parquet`);
  const touchpoints = await readParquet("touchpoints.parquet");
  expect(touchpoints.metadata.row_groups.map(({ num_rows }) => num_rows)).toEqual([10_000n, 10_000n, 5_000n]);
  expect(touchpoints.rows).toHaveLength(MANY);
  const first = touchpoints.rows.find((row) => row["sequence"] === 1);
  // A Date has milliseconds.
  expect(first).toMatchObject({ occurred_at: new Date("2026-02-28T17:00:00.123Z"), campaign: HOSTILE, source: null });
  await run("orders", "--site", "shop", "--format", "parquet", "--out", `${folder}/orders.parquet`);
  const orders = await readParquet("orders.parquet");
  const total = orders.metadata.schema.find(({ name }) => name === "total");
  expect(total).toMatchObject({ converted_type: "DECIMAL", precision: 38, scale: 6 });
  expect(orders.rows).toEqual([
    expect.objectContaining({ order_id: "A1", total: 1234567890123.45, refunded: 0.000001, is_late: true, is_tripwire: false }),
    expect.objectContaining({ order_id: "A2", total: 0, placed_at: null, is_late: null, is_tripwire: true }),
  ]);
  expect(JSON.parse(String(orders.rows[0]?.["products"]))).toEqual([{ name: "Mắt kính" }]);
  await run("model_stages", "--site", "shop", "--format", "parquet", "--out", `${folder}/stages.parquet`);
  expect((await readParquet("stages.parquet")).rows[0]).toMatchObject({ model: "inbound", position: 1, stage_vi: "Thu hút" });
  await run("data_quality_by_day", "--site", "shop", "--format", "parquet", "--out", `${folder}/empty.parquet`);
  expect((await readParquet("empty.parquet")).rows).toEqual([]);
});

test("what analysts may not read, sites that are not there and times that are none are refused in words, and leave no file", async () => {
  const refused = async (...args: string[]): Promise<string> => {
    const result = await run(...args, "--out", `${folder}/refused.csv`);
    expect(result).toMatchObject({ code: 1, stdout: "" });
    return result.stderr;
  };
  for (const name of ["contacts", "keys", "nothing", "orders; drop table orders"])
    expect(await refused(name, "--site", "shop")).toMatch(
      /^There is no table or view .+ for analysts\. There are: abandoned_carts, .*journeys, .*touchpoints\.$/m,
    );
  expect(await refused("orders", "--site", "nowhere")).toContain("site list");
  expect(await refused("orders", "--site", "shop", "--since", "yesterday")).toContain("2026-03-01T09:00+07:00");
  expect(await refused("orders", "--site", "shop", "--since", "2026-02-31")).not.toBe("");
  expect(await refused("lead_magnets", "--site", "shop", "--until", "2026-03-01")).toContain("no column that says when");
  expect((await readdir(folder)).filter((name) => name.startsWith("refused"))).toEqual([]);
});

test("waystitch sql --csv writes the same cells", async () => {
  const text = "select campaign, -1 as n from touchpoints where site_id = 'other' and sequence = 1";
  const { stdout } = await runWaystitch(["sql", text, "--csv"], { DATABASE_URL: database.url });
  expect(stdout).toBe(`campaign,n\r\n"'${HOSTILE.replaceAll('"', '""')}",-1\n`);
});
