import { readEnvironment } from "@waystitch/service";
import { DEFAULTS } from "./defaults.js";

/** What the collector needs to know before it starts. */
export interface CollectorConfig {
  readonly databaseUrl: string;
  /** True lets the collector sign in to the database as a role that may do more than it needs. */
  readonly allowSuperuser: boolean;
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
  /** What a key may send that has no limit of its own. */
  readonly keyEventsPerSecond: number;
  /** What an address, or a /64 network of IPv6, may send. */
  readonly addressRequestsPerSecond: number;
  /** Path of the script under another name, such as `/s.js`, and what it posts to beside itself. */
  readonly scriptPath: string;
  readonly batchName: string;
  /** Folder in which the scripts of every version are kept, so that pages which name an old one go on. */
  readonly scriptArchive: string | undefined;
  /** The header, in small letters, in which the proxy in front names the sender's country. */
  readonly countryHeader: string | undefined;
  /** Path of a database of countries in MaxMind's format. */
  readonly countryFile: string | undefined;
  /** What Prometheus has to show as a bearer token; without one it may ask from this machine only. */
  readonly metricsToken: string | undefined;
}

const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"];
const MIN_SECRET_LENGTH = 16;
const SCRIPT_PATH = /^(?:\/[\w-]{1,40}){0,5}\/[\w-]{1,40}\.js$/;
const NAME = /^[\w-]{1,40}$/;

/**
 * Reads the collector's settings from an environment.
 * @throws ConfigurationError that lists every problem
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): CollectorConfig {
  const read = readEnvironment(env);
  const secret = read.required("WAYSTITCH_SECRET", `at least ${MIN_SECRET_LENGTH} random characters that never change`);
  if (secret !== "" && secret.length < MIN_SECRET_LENGTH)
    read.problem(`WAYSTITCH_SECRET has ${secret.length} characters: set it to at least ${MIN_SECRET_LENGTH}.`);
  const trustProxy = read.networks("TRUST_PROXY");
  const logLevel = read.text("LOG_LEVEL", "info");
  if (!LOG_LEVELS.includes(logLevel)) read.problem(`LOG_LEVEL is ${JSON.stringify(logLevel)}: set it to one of ${LOG_LEVELS.join(", ")}.`);
  const scriptPath = read.text("SCRIPT_PATH", DEFAULTS.scriptPath);
  if (!SCRIPT_PATH.test(scriptPath)) read.problem(`SCRIPT_PATH is ${JSON.stringify(scriptPath)}: set it to a path such as /js/s.js.`);
  const batchName = read.text("BATCH_NAME", DEFAULTS.batchName);
  if (!NAME.test(batchName)) read.problem(`BATCH_NAME is ${JSON.stringify(batchName)}: set it to letters, digits, - and _.`);
  const countryHeader = read.optional("COUNTRY_HEADER")?.toLowerCase();
  if (countryHeader !== undefined && !NAME.test(countryHeader))
    read.problem(`COUNTRY_HEADER is ${JSON.stringify(countryHeader)}: set it to a header's name such as CF-IPCountry.`);
  const config = {
    databaseUrl: read.required("DATABASE_URL", "the address of the database, such as postgres://user@host:5432/waystitch"),
    allowSuperuser: read.flag("ALLOW_SUPERUSER"),
    host: read.text("HOST", "127.0.0.1"),
    port: read.integer("PORT", 4100, 0, 65_535),
    logLevel,
    secret,
    sdkFile: read.optional("WAYSTITCH_SDK_FILE"),
    trustProxy,
    maxInFlight: read.integer("MAX_IN_FLIGHT", DEFAULTS.maxInFlight, 1, 100_000),
    maxConnections: read.integer("MAX_CONNECTIONS", 5_000, 1, 1_000_000),
    keyEventsPerSecond: read.integer("KEY_EVENTS_PER_SECOND", DEFAULTS.keyEventsPerSecond, 1, 10_000_000),
    addressRequestsPerSecond: read.integer("ADDRESS_REQUESTS_PER_SECOND", DEFAULTS.addressRequestsPerSecond, 1, 1_000_000),
    scriptPath,
    batchName,
    scriptArchive: read.optional("WAYSTITCH_SCRIPT_ARCHIVE"),
    countryHeader,
    countryFile: read.optional("COUNTRY_FILE"),
    metricsToken: read.optional("METRICS_TOKEN"),
  };
  read.finish();
  return config;
}
