import { isIP } from "node:net";
import { readEnvironment } from "@waystitch/service";

/** What the collector needs to know before it starts. */
export interface CollectorConfig {
  readonly databaseUrl: string;
  readonly host: string;
  readonly port: number;
  readonly logLevel: string;
  /** Key of the hashes of e-mail addresses and phone numbers; the same for the life of the installation. */
  readonly secret: string;
  /** Path of the built browser script; those built beside it are served, too. Without one, no script is. */
  readonly sdkFile: string | undefined;
  /** Networks of the proxies whose `X-Forwarded-For` is believed, as CIDR. */
  readonly trustProxy: readonly string[];
  /** Requests that may be read, or wait for the database, at a time. */
  readonly maxInFlight: number;
  readonly maxConnections: number;
}

const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"];
const MIN_SECRET_LENGTH = 16;

function isNetwork(text: string): boolean {
  const [address = "", bits, ...rest] = text.split("/");
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

/**
 * Reads the collector's settings from an environment.
 * @throws ConfigurationError that lists every problem
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): CollectorConfig {
  const read = readEnvironment(env);
  const secret = read.required("WAYSTITCH_SECRET", `at least ${MIN_SECRET_LENGTH} random characters that never change`);
  if (secret !== "" && secret.length < MIN_SECRET_LENGTH)
    read.problem(`WAYSTITCH_SECRET has ${secret.length} characters: set it to at least ${MIN_SECRET_LENGTH}.`);
  const trustProxy = read
    .text("TRUST_PROXY", "")
    .split(",")
    .map((network) => network.trim())
    .filter((network) => network !== "");
  for (const network of trustProxy)
    if (!isNetwork(network)) read.problem(`TRUST_PROXY has ${JSON.stringify(network)}: set it to networks such as 10.0.0.0/8,::1.`);
  const logLevel = read.text("LOG_LEVEL", "info");
  if (!LOG_LEVELS.includes(logLevel)) read.problem(`LOG_LEVEL is ${JSON.stringify(logLevel)}: set it to one of ${LOG_LEVELS.join(", ")}.`);
  const config = {
    databaseUrl: read.required("DATABASE_URL", "the address of the database, such as postgres://user@host:5432/waystitch"),
    host: read.text("HOST", "127.0.0.1"),
    port: read.integer("PORT", 4100, 0, 65_535),
    logLevel,
    secret,
    sdkFile: read.optional("WAYSTITCH_SDK_FILE"),
    trustProxy,
    maxInFlight: read.integer("MAX_IN_FLIGHT", 500, 1, 100_000),
    maxConnections: read.integer("MAX_CONNECTIONS", 5_000, 1, 1_000_000),
  };
  read.finish();
  return config;
}
