import { dataDirAt } from "../data-dir.js";
import { namedDatabaseUrl } from "../database-url.js";
import { readSecrets } from "../up/secrets.js";

/**
 * The secret with which this installation hashes.
 * @throws where there is none: events would get other hashes than the collector's
 */
export async function findSecret(dataDir: string): Promise<string> {
  const named = process.env["WAYSTITCH_SECRET"]?.trim();
  if (named) return named;
  if (namedDatabaseUrl() !== undefined) throw new Error("Set WAYSTITCH_SECRET to the collector's, with which it hashes.");
  return (await readSecrets(dataDirAt(dataDir).secrets)).hashSecret;
}
