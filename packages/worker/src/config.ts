import { readEnvironment } from "@waystitch/service";

export interface Config {
  readonly databaseUrl: string;
  /** True lets the worker sign in to the database as a role that may do more than it needs. */
  readonly allowSuperuser: boolean;
  readonly logLevel: string;
  readonly batchSize: number;
  /** Batches at a time: while PostgreSQL writes one, another is derived. */
  readonly loops: number;
  readonly pollMs: number;
  /** The collector's: with it, and only with it, people are erased who were asked to be in the dashboard. */
  readonly secret: string | null;
}

/** What the collector asks of it. */
const MIN_SECRET_LENGTH = 16;

/**
 * Reads the worker's configuration.
 * @throws ConfigurationError that lists every problem
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const read = readEnvironment(env);
  const secret = read.optional("WAYSTITCH_SECRET") ?? null;
  if (secret !== null && secret.length < MIN_SECRET_LENGTH)
    read.problem(`WAYSTITCH_SECRET has ${secret.length} characters: set it to the collector's, or not at all.`);
  const config: Config = {
    databaseUrl: read.required("DATABASE_URL", "the PostgreSQL to work on, such as postgres://user:password@127.0.0.1:5432/waystitch"),
    allowSuperuser: read.flag("ALLOW_SUPERUSER"),
    logLevel: read.text("LOG_LEVEL", "info"),
    batchSize: read.integer("BATCH_SIZE", 200, 1, 10_000),
    loops: read.integer("LOOPS", 2, 1, 64),
    pollMs: read.integer("POLL_MS", 500, 10, 60_000),
    secret,
  };
  read.finish();
  return config;
}
