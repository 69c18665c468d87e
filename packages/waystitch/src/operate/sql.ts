import { csvRow } from "@waystitch/store";
import pg from "pg";
import { findDatabaseUrl } from "../database-url.js";
import { formatTable } from "./table.js";

interface SqlOptions {
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly write?: boolean;
  readonly dataDir: string;
}

/** Type ids of smallint, integer, bigint, real, double precision and numeric. */
const NUMBERS = new Set([21, 23, 20, 700, 701, 1700]);
/** As PostgreSQL writes it: what an analyst sees here is what psql would show. */
const AS_TEXT = { getTypeParser: () => (text: string) => text };

async function ask(url: string, text: string, { write, json }: SqlOptions): Promise<pg.QueryArrayResult<unknown[]>[]> {
  const client = new pg.Client({
    connectionString: url,
    application_name: "waystitch sql",
    options: `-c default_transaction_read_only=${write ? "off" : "on"}`,
    connectionTimeoutMillis: 10_000,
  });
  client.on("error", () => {});
  try {
    await client.connect();
    // Several statements in one text have several results, which the types do not say.
    const results: pg.QueryArrayResult<unknown[]> | pg.QueryArrayResult<unknown[]>[] = await client.query<unknown[]>({
      text,
      rowMode: "array",
      ...(json ? {} : { types: AS_TEXT }),
    });
    return [results].flat();
  } finally {
    await client.end();
  }
}

function describe(error: unknown, text: string): Error {
  if (!(error instanceof pg.DatabaseError)) return error instanceof Error ? error : new Error(String(error));
  const at = Number(error.position);
  const mark = Number.isInteger(at) && at > 0 ? [`  ${text.slice(0, at - 1)}>>> ${text.slice(at - 1)}`] : [];
  const hint = error.code === "25006" ? ["Nothing was changed. Add --write when you mean it."] : error.hint ? [error.hint] : [];
  return new Error([error.message, ...mark, ...hint].join("\n"));
}

function format({ fields, rows, command, rowCount }: pg.QueryArrayResult<unknown[]>, { json, csv }: SqlOptions): string {
  const names = fields.map(({ name }) => name);
  if (json) return JSON.stringify(rows.map((row) => Object.fromEntries(names.map((name, column) => [name, row[column]]))));
  if (names.length === 0) return `${command}${rowCount === null ? "" : ` ${rowCount}`}`;
  const texts = rows.map((row) => row.map((value) => (value === null ? "" : String(value))));
  if (csv) return [names, ...texts].map(csvRow).join("");
  const numbers = new Set(fields.flatMap(({ dataTypeID }, column) => (NUMBERS.has(dataTypeID) ? [column] : [])));
  return `${formatTable(names, texts, numbers)}\n(${rows.length} ${rows.length === 1 ? "row" : "rows"})`;
}

/** Asks the database and prints what it answers. */
export async function runSql(text: string, options: SqlOptions): Promise<void> {
  const url = await findDatabaseUrl(options.dataDir);
  const results = await ask(url, text, options).catch((error: unknown) => {
    throw describe(error, text);
  });
  for (const result of results) process.stdout.write(`${format(result, options).replace(/\r?\n$/, "")}\n`);
}
