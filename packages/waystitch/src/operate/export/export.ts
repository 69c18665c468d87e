import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import { type Cells, csvRow, type Database, exportRelation, loadRelations, loadSiteProfiles, type Relation } from "@waystitch/store";
import { type WhereOptions, withDatabase } from "../with-database.js";
import { writeParquet } from "./parquet.js";

interface ExportOptions extends WhereOptions {
  readonly site: string;
  readonly format: "csv" | "parquet";
  readonly out?: string;
  readonly since?: string;
  readonly until?: string;
}

type Write = (chunk: string | Uint8Array) => Promise<void>;

/** A million rows take as long as they take. */
const NO_TIMEOUT = 0;
/** Characters of CSV that are handed on together. */
const CHUNK = 64 * 1024;
/** Excel takes a file without it for one in the code page of the machine, and shows "Mắt kính" as "Máº¯t kÃ­nh". */
const BYTE_ORDER_MARK = "\ufeff";

/** Waits whenever the reader is slower than the database. */
const writeTo =
  (stream: Writable): Write =>
  async (chunk) => {
    if (stream.errored) throw stream.errored;
    if (!stream.write(chunk)) await once(stream, "drain");
  };

async function writeCsv(columns: Relation["columns"], rows: AsyncIterable<Cells>, write: Write): Promise<void> {
  let text = csvRow(columns.map(({ name }) => name));
  for await (const cells of rows) {
    text += csvRow(cells);
    if (text.length < CHUNK) continue;
    await write(text);
    text = "";
  }
  await write(text);
}

/** Writes into a file that is there under its name only when it is whole. */
async function writeFile(file: string, work: (write: Write) => Promise<void>): Promise<void> {
  const part = `${file}.part`;
  const stream = createWriteStream(part, { mode: 0o600 });
  // What fails is told by the next write, or at the end; what still waits when the stream is given up must not end the process.
  stream.on("error", () => undefined);
  try {
    await work(writeTo(stream));
    stream.end();
    await finished(stream);
    await rename(part, file);
  } catch (error) {
    stream.destroy();
    await rm(part, { force: true });
    throw error;
  }
}

async function findRelation(db: Database, name: string): Promise<Relation> {
  const relations = await loadRelations(db);
  const relation = relations.find((one) => one.name === name);
  if (relation !== undefined) return relation;
  const names = relations.map((one) => one.name).join(", ");
  throw new Error(`There is no table or view ${JSON.stringify(name)} for analysts. There are: ${names}.`);
}

/** Writes a site's rows of a table or view as CSV or Parquet, into a file or onto stdout. */
export async function exportTable(name: string, { dataDir, site, format, out, since, until }: ExportOptions): Promise<void> {
  if (format === "parquet" && out === undefined && process.stdout.isTTY)
    throw new Error("Parquet is nothing to read: give a file with --out, or pipe it on.");
  const read = async (db: Database, write: Write): Promise<void> => {
    const relation = await findRelation(db, name);
    const profile = (await loadSiteProfiles(db)).find(({ siteId }) => siteId === site);
    if (profile === undefined) throw new Error(`There is no site ${site}: see waystitch site list.`);
    const range = { ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) };
    const notation = format === "csv" ? "words" : "numbers";
    await db
      .transaction()
      .setIsolationLevel("repeatable read")
      .setAccessMode("read only")
      .execute(async (trx) => {
        const rows = exportRelation(trx, relation, { siteId: site, timeZone: profile.timeZone, ...range, notation });
        if (format === "parquet") return await writeParquet(relation.columns, rows, write);
        // What is printed goes to programs, to which the mark would be part of the first heading.
        if (out !== undefined) await write(BYTE_ORDER_MARK);
        await writeCsv(relation.columns, rows, write);
      });
  };
  await withDatabase(
    dataDir,
    async (db) => (out === undefined ? await read(db, writeTo(process.stdout)) : await writeFile(out, (write) => read(db, write))),
    NO_TIMEOUT,
  );
}
