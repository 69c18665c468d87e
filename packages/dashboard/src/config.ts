import { readEnvironment } from "@waystitch/service";

/** How the dashboard is run. */
export interface DashboardConfig {
  readonly databaseUrl: string;
  /** True lets the dashboard sign in to the database as a role that may do more than it needs. */
  readonly allowSuperuser: boolean;
  readonly host: string;
  readonly port: number;
  readonly logLevel: string;
  /** Where the site can be visited; the page offers it while there is nothing to show. */
  readonly shopUrl: string | null;
  /** Where pages reach the collector: it stands in the script tags that the page offers. */
  readonly collectorUrl: string | null;
  /** True when people reach the dashboard by https, so that its cookie may travel by https only. */
  readonly secure: boolean;
  /** Host and port of the address by which people reach the dashboard, or `null` when that is not said. */
  readonly publicHost: string | null;
  /** Networks of proxies whose X-Forwarded-For is believed. */
  readonly trustProxy: readonly string[];
  /** The collector's: with it, and only with it, e-mail addresses and phone numbers can be looked for. */
  readonly secret: string | null;
}

/** What the collector asks of it. */
const MIN_SECRET_LENGTH = 16;

const isWebAddress = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

/**
 * Reads the dashboard's settings: `DATABASE_URL`, `HOST`, `PORT`, `LOG_LEVEL`, `ALLOW_SUPERUSER`, `SHOP_URL`, `COLLECTOR_URL`,
 * `PUBLIC_URL`, `TRUST_PROXY`, `WAYSTITCH_SECRET`.
 * @throws ConfigurationError that lists every problem
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): DashboardConfig {
  const reader = readEnvironment(env);
  const publicUrl = reader.optional("PUBLIC_URL");
  const address = (name: string): string | null => {
    const url = reader.optional(name) ?? null;
    if (url === null || isWebAddress(url)) return url;
    reader.problem(`${name} is ${JSON.stringify(url)}: set it to an address that begins with http:// or https://.`);
    return null;
  };
  const secret = reader.optional("WAYSTITCH_SECRET") ?? null;
  if (secret !== null && secret.length < MIN_SECRET_LENGTH)
    reader.problem(`WAYSTITCH_SECRET has ${secret.length} characters: set it to the collector's, or not at all.`);
  const config = {
    databaseUrl: reader.required(
      "DATABASE_URL",
      "the address of the PostgreSQL database, such as postgres://user:password@host:5432/waystitch",
    ),
    allowSuperuser: reader.flag("ALLOW_SUPERUSER"),
    host: reader.text("HOST", "127.0.0.1"),
    port: reader.integer("PORT", 4101, 0, 65_535),
    logLevel: reader.text("LOG_LEVEL", "info"),
    shopUrl: address("SHOP_URL"),
    // Others are put behind it.
    collectorUrl: address("COLLECTOR_URL")?.replace(/\/+$/, "") ?? null,
    secure: publicUrl?.startsWith("https:") ?? false,
    publicHost: publicUrl !== undefined && URL.canParse(publicUrl) ? new URL(publicUrl).host : null,
    trustProxy: reader.networks("TRUST_PROXY"),
    secret,
  };
  reader.finish();
  return config;
}
