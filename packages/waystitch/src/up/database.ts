import { type EmbeddedPostgres, startEmbeddedPostgres } from "@waystitch/embedded-postgres";
import type { DataDir } from "../data-dir.js";
import { namedDatabaseUrl } from "../database-url.js";
import type { CleanUp } from "./clean-up.js";
import { createLogFile } from "./log-file.js";

/** The database that everything runs on, and the server when it is ours. */
export interface RunningDatabase {
  readonly url: string;
  readonly server: EmbeddedPostgres | undefined;
}

const PORT = 54_329;

/** Starts the built-in PostgreSQL, unless `DATABASE_URL` names another one. */
export async function startDatabase(dataDir: DataDir, cleanUp: CleanUp): Promise<RunningDatabase> {
  const named = namedDatabaseUrl();
  if (named) return { url: named, server: undefined };
  const log = createLogFile(`${dataDir.logs}/postgres.log`);
  const server = await startEmbeddedPostgres({ folder: dataDir.postgres, port: PORT, onLog: (line) => log.write(`${line}\n`) });
  cleanUp.add(async () => {
    await server.stop();
    log.close();
  });
  return { url: server.url, server };
}
