import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { MigrationError, migrate } from "@waystitch/store";
import { createTestDatabase, type TestDatabase } from "@waystitch/testbed";
import pg from "pg";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createMigrator } from "../src/migrate.js";

let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

const MIGRATIONS = readdirSync(new URL("../sql/", import.meta.url))
  .map((file) => file.replace(".sql", ""))
  .sort();
/** A version that people may have. */
const OLDER = "0005_keys_and_contacts";

async function empty(): Promise<void> {
  await test.query("drop schema public cascade");
  await test.query("create schema public");
}

async function migrateInProcess(): Promise<unknown[]> {
  const file = fileURLToPath(new URL("migrate-process.ts", import.meta.url));
  const args = ["--conditions", "source", "--import", import.meta.resolve("tsx"), file];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: { ...process.env, DATABASE_URL: test.url } });
  return JSON.parse(stdout);
}

const everyRelation = () =>
  test.query(`select relname, relkind, relrowsecurity, relacl::text from pg_class where relnamespace = 'public'::regnamespace order by 1`);

/** The columns of every table as `tables.ts` declares them, with whether they may be null. */
function declaredTables(): Record<string, Record<string, boolean>> {
  const file = new URL("../src/tables.ts", import.meta.url).pathname;
  const program = ts.createProgram([file], {
    strict: true,
    module: ts.ModuleKind.NodeNext,
    customConditions: ["source"],
    skipLibCheck: true,
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const tables = source?.statements.find(
    (node): node is ts.InterfaceDeclaration => ts.isInterfaceDeclaration(node) && node.name.text === "Tables",
  );
  if (tables === undefined) throw new Error("tables.ts declares no interface Tables");
  const isNullable = (column: ts.Symbol): boolean => {
    const type = checker.getTypeOfSymbolAtLocation(column, tables);
    const selected = type.getProperty("__select__");
    return checker
      .typeToString(selected ? checker.getTypeOfSymbolAtLocation(selected, tables) : type)
      .split(" | ")
      .includes("null");
  };
  return Object.fromEntries(
    checker
      .getTypeAtLocation(tables)
      .getProperties()
      .map((table) => {
        const columns = checker.getTypeOfSymbolAtLocation(table, tables).getProperties();
        return [table.name, Object.fromEntries(columns.map((column) => [column.name, isNullable(column)]))];
      }),
  );
}

describe("migrating", () => {
  it("applies nothing the second time", async () => {
    expect(await migrate(test.db)).toEqual([]);
  });

  it("works when two processes begin at the same moment on an empty database, and on an older one", async () => {
    await empty();
    expect((await Promise.all([migrateInProcess(), migrateInProcess()])).flat()).toEqual(MIGRATIONS);
    await empty();
    await createMigrator(test.db).migrateTo(OLDER);
    await test.query("insert into sites (site_id, name) values ('kept', 'Kept')");
    expect((await Promise.all([migrateInProcess(), migrateInProcess()])).flat()).toEqual(MIGRATIONS.filter((name) => name > OLDER));
    expect(await test.query("select site_id from sites")).toEqual([{ site_id: "kept" }]);
  });

  it("gives up when it does not get a lock in time, says who is in the way, changes nothing, and works the next time", async () => {
    await empty();
    await createMigrator(test.db).migrateTo(OLDER);
    const before = await everyRelation();
    const reader = new pg.Client({ connectionString: test.url, application_name: "a long report" });
    await reader.connect();
    await reader.query("begin");
    await reader.query("select from journeys");
    const refusal = await migrate(test.db, 100).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(MigrationError);
    expect(String(refusal)).toMatch(/0006_roles did not get a lock within 0.1 s[\s\S]*Nothing was changed; try again/);
    expect(String(refusal)).toContain("(a long report), idle in transaction");
    expect(await everyRelation()).toEqual(before);
    await reader.query("commit");
    await reader.end();
    expect(await migrate(test.db)).toEqual(MIGRATIONS.filter((name) => name > OLDER));
  });

  it("leaves a database alone that a newer version has migrated", async () => {
    await test.query("insert into waystitch_migrations values ('9999_later', now()::text)");
    await expect(migrate(test.db)).rejects.toThrow("The database has 9999_later, which this version does not know");
    await test.query("delete from waystitch_migrations where name = '9999_later'");
  });

  it("leads to the tables that the code declares, column by column", async () => {
    const columns = await test.query<{ table: string; column: string; nullable: boolean | null }>(`
      select c.relname as table, a.attname as column, case when c.relkind <> 'v' then not a.attnotnull end as nullable
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') and c.relname not like 'waystitch_migrations%'`);
    const declared = declaredTables();
    const actual: Record<string, Record<string, boolean>> = {};
    // PostgreSQL does not know which columns of a view are never null.
    for (const { table, column, nullable } of columns)
      actual[table] = { ...actual[table], [column]: nullable ?? declared[table]?.[column] ?? false };
    expect(declared).toEqual(actual);
  });

  it("leaves no table, no view and no column without a comment, and no key that does not begin with the part", async () => {
    const bare = await test.query(`
      select c.relname, a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') and c.relname not like 'waystitch_migrations%'
        and (col_description(c.oid, a.attnum) is null or obj_description(c.oid) is null)`);
    expect(bare).toEqual([]);
    const keys = await test.query<{ relname: string }>(`
      select c.relname from pg_index i join pg_class c on c.oid = i.indrelid join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
      where i.indisunique and c.relnamespace = 'public'::regnamespace and c.relname not like 'waystitch_migrations%' and a.attname <> 'part' order by 1`);
    expect(keys.map((key) => key.relname)).toEqual([
      "analyst_sites",
      "audit_log",
      "channel_costs",
      // Rollups are of no person.
      "daily_landings",
      "daily_milestones",
      "daily_stay_lengths",
      "daily_stays",
      "daily_touchpoints",
      "daily_ways",
      "dashboard_sessions",
      "ingest_days",
      "ingest_gaps",
      "keys",
      "known_browsers",
      "person_exports",
      "person_requests",
      "person_requests",
      "person_requests",
      "rebuilds",
      "replay_requests",
      "replay_requests",
      "sign_in_links",
      "sign_in_throttles",
      "sites",
      "stage_models",
      "standing_counts",
      "user_sites",
      "users",
      "users",
    ]);
  });
});
