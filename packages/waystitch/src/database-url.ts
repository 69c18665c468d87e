import { openEnvironment } from "@waystitch/service";
import { dataDirAt } from "./data-dir.js";
import { readRunning } from "./state.js";

/** The database that the environment names, in `DATABASE_URL` or the file at `DATABASE_URL_FILE`. */
export const namedDatabaseUrl = (): string | undefined => openEnvironment(process.env)["DATABASE_URL"]?.trim() || undefined;

/**
 * The database that a command works on: `DATABASE_URL`, or that of the running Waystitch.
 * @throws when there is neither; the message says what to do
 */
export async function findDatabaseUrl(dataDir: string): Promise<string> {
  const named = namedDatabaseUrl();
  if (named) return named;
  const running = await readRunning(dataDirAt(dataDir).state);
  if (running) return running.databaseUrl;
  throw new Error("No Waystitch is running here: run npm start first, or set DATABASE_URL to the database's address.");
}
