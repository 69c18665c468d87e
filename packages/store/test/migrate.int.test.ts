import { createDatabase, migrate } from "@waystitch/store";
import { createTestDatabase, type TestDatabase } from "@waystitch/testbed";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

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

  it("works when two processes begin at the same moment on an empty database", async () => {
    await test.query("drop schema public cascade");
    await test.query("create schema public");
    const other = createDatabase({ url: test.url, applicationName: "other" });
    const applied = await Promise.all([migrate(test.db), migrate(other)]);
    await other.destroy();
    expect(applied.flat()).toEqual([
      "0001_facts",
      "0002_journeys",
      "0003_parked",
      "0004_contact_clicks",
      "0005_keys_and_contacts",
      "0007_erasures",
    ]);
  });

  it("leads to the tables that the code declares, column by column", async () => {
    const columns = await test.query<{ table: string; column: string; nullable: boolean }>(`
      select table_name as table, column_name as column, is_nullable = 'YES' as nullable from information_schema.columns
      where table_schema = 'public' and table_name not like 'waystitch_migrations%'`);
    const actual: Record<string, Record<string, boolean>> = {};
    for (const { table, column, nullable } of columns) actual[table] = { ...actual[table], [column]: nullable };
    expect(declaredTables()).toEqual(actual);
  });

  it("leaves no table and no column without a comment, and no key that does not begin with the part", async () => {
    const bare = await test.query(`
      select c.relname, a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname not like 'waystitch_migrations%'
        and (col_description(c.oid, a.attnum) is null or obj_description(c.oid) is null)`);
    expect(bare).toEqual([]);
    const keys = await test.query<{ relname: string }>(`
      select c.relname from pg_index i join pg_class c on c.oid = i.indrelid join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
      where i.indisunique and c.relnamespace = 'public'::regnamespace and c.relname not like 'waystitch_migrations%' and a.attname <> 'part' order by 1`);
    expect(keys.map((key) => key.relname)).toEqual(["dashboard_sessions", "keys", "sign_in_links", "sites", "stage_models"]);
  });
});
