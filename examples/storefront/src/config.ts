/** What the shop must be told. */
export interface Config {
  /** Where Waystitch listens, without a slash at the end. */
  readonly collectorUrl: string;
  /** Public key: stands in every page. */
  readonly writeKey: string;
  /** Private key: never leaves this server. */
  readonly secretKey: string;
  /** JSON file with the shop's orders. */
  readonly dataFile: string;
  readonly host: string;
  readonly port: number;
  readonly logLevel: string;
}

const REQUIRED = {
  COLLECTOR_URL: "the address of your Waystitch collector, such as http://127.0.0.1:4100",
  WRITE_KEY: "the site's write key, which may be public",
  SECRET_KEY: "the site's secret key, which stays on this server",
  DATA_FILE: "a path for the JSON file that keeps the orders",
} as const;

/**
 * Reads the shop's settings.
 * @throws one Error that lists everything that is missing or wrong
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const problems = Object.entries(REQUIRED).flatMap(([name, what]) =>
    env[name]?.trim() ? [] : [`${name} is not set: set it to ${what}.`],
  );
  const read = (name: keyof typeof REQUIRED): string => env[name]?.trim() ?? "";
  const port = Number(env["PORT"] ?? 4102);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) problems.push(`PORT is ${JSON.stringify(env["PORT"])}: set it to 0 to 65535.`);
  if (read("COLLECTOR_URL") && !URL.canParse(read("COLLECTOR_URL"))) problems.push("COLLECTOR_URL is not an address.");
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return {
    collectorUrl: read("COLLECTOR_URL").replace(/\/+$/, ""),
    writeKey: read("WRITE_KEY"),
    secretKey: read("SECRET_KEY"),
    dataFile: read("DATA_FILE"),
    host: env["HOST"] ?? "127.0.0.1",
    port,
    logLevel: env["LOG_LEVEL"] ?? "info",
  };
}
