import { readEnvironment } from "@waystitch/service";

export interface Config {
  readonly databaseUrl: string;
  readonly logLevel: string;
  readonly batchSize: number;
  readonly pollMs: number;
}

/**
 * Reads the worker's configuration.
 * @throws ConfigurationError that lists every problem
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const read = readEnvironment(env);
  const config: Config = {
    databaseUrl: read.required("DATABASE_URL", "the PostgreSQL to work on, such as postgres://user:password@127.0.0.1:5432/waystitch"),
    logLevel: read.text("LOG_LEVEL", "info"),
    batchSize: read.integer("BATCH_SIZE", 200, 1, 10_000),
    pollMs: read.integer("POLL_MS", 500, 10, 60_000),
  };
  read.finish();
  return config;
}
