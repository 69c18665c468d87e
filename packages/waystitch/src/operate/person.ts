import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { createInterface } from "node:readline/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createNaming, type Naming } from "@waystitch/naming";
import type { Database } from "@waystitch/store";
import { type Erased, erasePerson, exportPerson, findPerson, loadNeighbourhood, loadTraces } from "@waystitch/worker";
import { findSecret } from "./find-secret.js";
import { noteCommand } from "./note-command.js";
import { print } from "./print.js";
import { requireSite } from "./require-site.js";
import { type SelectorOptions, wantedOf } from "./selector.js";
import { withDatabase } from "./with-database.js";

/** Works for one person on the database, with the secret that belongs to it. */
async function forPerson<T>(options: SelectorOptions, work: (db: Database, naming: Naming) => Promise<T>): Promise<T> {
  return await withDatabase(options.dataDir, async (db) => {
    const naming = createNaming(await findSecret(options.dataDir));
    await requireSite(db, options.site);
    return await work(db, naming);
  });
}

interface ExportOptions extends SelectorOptions {
  readonly out?: string;
}

/** Writes into a file that is there under its name only when it is whole. */
async function writeFileFrom(chunks: AsyncIterable<string>, file: string): Promise<void> {
  const part = `${file}.part`;
  try {
    await pipeline(Readable.from(chunks), createWriteStream(part, { mode: 0o600 }));
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** Writes everything that is kept of a person as one JSON document. */
export async function exportTo(options: ExportOptions): Promise<void> {
  await forPerson(options, async (db, naming) => {
    const wanted = wantedOf(options, naming);
    await db
      .transaction()
      .setIsolationLevel("repeatable read")
      .setAccessMode("read only")
      .execute(async (trx) => {
        const chunks = exportPerson(trx, options.site, wanted);
        if (options.out !== undefined) await writeFileFrom(chunks, options.out);
        else await pipeline(Readable.from(chunks), process.stdout, { end: false });
      });
    await noteCommand(db, options.site, "person_exported", {});
  });
}

interface EraseOptions extends SelectorOptions {
  readonly yes?: boolean;
  readonly json?: boolean;
}

type Counts = Pick<Erased, "personId" | "events" | "rejectedEvents" | "visitors" | "identifiers">;

const describe = ({ personId, events, rejectedEvents, visitors, identifiers }: Counts): string =>
  `${personId ?? "somebody without events"}: ${events} events and ${rejectedEvents} rejected ones, ${visitors} visitors, ${identifiers} identifiers`;

/** What an erasure would take, counted now. */
async function countTraces(db: Database, options: SelectorOptions, naming: Naming): Promise<Counts> {
  const wanted = wantedOf(options, naming);
  return await db
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute(async (trx) => {
      const found = await findPerson(trx, options.site, wanted, (start) => loadNeighbourhood(trx, options.site, start));
      const traces = await loadTraces(trx, options.site, wanted, found);
      return {
        personId: found.person?.personId ?? null,
        events: traces.facts.length,
        rejectedEvents: traces.rejected.length,
        visitors: traces.visitors.length + traces.sharedVisitors.length,
        identifiers: traces.identifiers.length,
      };
    });
}

async function isConfirmed(counts: Counts): Promise<boolean> {
  if (!process.stdin.isTTY) throw new Error(`This would erase ${describe(counts)}. Add --yes when you mean it.`);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await terminal.question(`Erase ${describe(counts)}, for good? Type yes: `)).trim() === "yes";
  } finally {
    terminal.close();
  }
}

const isLockedOut = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "55P03";

/** Erases a person, after asking. */
export async function erase(options: EraseOptions): Promise<void> {
  await forPerson(options, async (db, naming) => {
    const wanted = wantedOf(options, naming);
    if (options.yes !== true && !(await isConfirmed(await countTraces(db, options, naming)))) {
      print("Nothing was erased.");
      return;
    }
    const erased = await erasePerson(db, options.site, wanted, naming.erasedKey, Date.now()).catch((error: unknown) => {
      if (isLockedOut(error))
        throw new Error("Nothing was erased: a transaction that adds or removes events does not end. Try again later.");
      throw error;
    });
    // Nothing that would lead back to the person.
    await noteCommand(db, options.site, "person_erased", { events: erased.events });
    if (options.json === true) print(JSON.stringify({ site: options.site, ...erased, erasedAt: erased.erasedAt.toISOString() }));
    else
      print(
        `Erased ${describe(erased)}, ${erased.contacts} contacts. Copies of what happened by ${erased.erasedAt.toISOString()} are kept out.`,
      );
  });
}
