import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type Migration, Migrator, sql } from "kysely";
import type { Database } from "./database.js";

const FOLDER = fileURLToPath(new URL("../sql/", import.meta.url));

async function readMigrations(): Promise<Record<string, Migration>> {
  const files = (await readdir(FOLDER)).filter((file) => /^\d{4}_\w+\.sql$/.test(file)).sort();
  const entries = files.map(async (file): Promise<[string, Migration]> => {
    const text = await readFile(`${FOLDER}${file}`, "utf8");
    return [file.replace(".sql", ""), { up: async (db) => void (await sql.raw(text).execute(db)) }];
  });
  return Object.fromEntries(await Promise.all(entries));
}

/**
 * Brings the database to this version's tables; forward only, all or nothing, safe to run from several processes at once.
 * @returns the names of the migrations that were applied now
 * @throws the database's error, with nothing applied
 */
export async function migrate(db: Database): Promise<readonly string[]> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: readMigrations },
    migrationTableName: "waystitch_migrations",
    migrationLockTableName: "waystitch_migrations_lock",
  });
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
  return (results ?? []).map((result) => result.migrationName);
}
