import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type Kysely, type Migration, type MigrationResult, Migrator, sql } from "kysely";
import type { Database } from "./database.js";

const FOLDER = fileURLToPath(new URL("../sql/", import.meta.url));

/** How long a migration may wait for a table that somebody uses, while everybody else waits behind it. Milliseconds. */
const LOCK_TIMEOUT_MS = 5_000;

/** The database could not be brought to this version's tables; nothing was changed. The message says what to do. */
export class MigrationError extends Error {
  override readonly name = "MigrationError";
}

async function readMigrations(lockTimeoutMs: number): Promise<Record<string, Migration>> {
  const files = (await readdir(FOLDER)).filter((file) => /^\d{4}_\w+\.sql$/.test(file)).sort();
  const entries = files.map(async (file): Promise<[string, Migration]> => {
    const text = await readFile(`${FOLDER}${file}`, "utf8");
    const up = async (db: Kysely<unknown>): Promise<void> => {
      await sql`select set_config('lock_timeout', ${`${lockTimeoutMs}ms`}, true)`.execute(db);
      await sql.raw(text).execute(db);
    };
    return [file.replace(".sql", ""), { up }];
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** Takes an advisory lock first, so that of several processes one migrates. Kept apart for tests, which stop at an earlier version. */
export function createMigrator(db: Database, lockTimeoutMs: number = LOCK_TIMEOUT_MS): Migrator {
  return new Migrator({
    db,
    provider: { getMigrations: () => readMigrations(lockTimeoutMs) },
    migrationTableName: "waystitch_migrations",
    migrationLockTableName: "waystitch_migrations_lock",
  });
}

interface OpenTransaction {
  readonly pid: number;
  readonly application: string;
  readonly state: string;
  readonly seconds: number;
}

/** Whoever holds a lock for long is among those whose transactions are open longest. */
async function describeOldest(db: Database): Promise<string> {
  const { rows } = await sql<OpenTransaction>`
    select pid, application_name as application, state, extract(epoch from now() - xact_start)::float8 as seconds from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null and state is not null
    order by xact_start limit 3`.execute(db);
  const lines = rows.map(
    ({ pid, application, state, seconds }) =>
      `  process ${pid} (${application || "without a name"}), ${state}, for ${seconds.toFixed(0)} s`,
  );
  return lines.length === 0 ? "" : `\nThe transactions that have been open longest:\n${lines.join("\n")}`;
}

async function explain(db: Database, error: unknown, results: readonly MigrationResult[], lockTimeoutMs: number): Promise<unknown> {
  const missing = /^corrupted migrations: previously executed migration (\S+) is missing/.exec(String((error as Error)?.message));
  if (missing)
    return new MigrationError(`The database has ${missing[1]}, which this version does not know: it is older. Use the newer version.`);
  if ((error as { code?: unknown })?.code !== "55P03") return error;
  const failed = results.find(({ status }) => status === "Error");
  return new MigrationError(
    `${failed?.migrationName} did not get a lock within ${lockTimeoutMs / 1000} s, since somebody uses what it changes. ` +
      `Nothing was changed; try again.${await describeOldest(db)}`,
  );
}

/**
 * Brings the database to this version's tables; forward only, all or nothing, safe to run from several processes at once.
 * Large tables take their time: give it a database whose `queryTimeoutMs` is 0.
 * @param lockTimeoutMs how long to wait for a table that somebody uses
 * @returns the names of the migrations that were applied now
 * @throws MigrationError, or the database's error, with nothing applied
 */
export async function migrate(db: Database, lockTimeoutMs: number = LOCK_TIMEOUT_MS): Promise<readonly string[]> {
  const { error, results = [] } = await createMigrator(db, lockTimeoutMs).migrateToLatest();
  if (error !== undefined) throw await explain(db, error, results, lockTimeoutMs);
  return results.map((result) => result.migrationName);
}
