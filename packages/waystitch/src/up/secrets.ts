import { randomBytes } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import { createKey } from "@waystitch/store";

/** What must stay the same from start to start, and be known to nobody else. */
export interface Secrets {
  /** Key of the hashes that stand for e-mail addresses and phone numbers. */
  readonly hashSecret: string;
  readonly writeKey: string;
  readonly secretKey: string;
}

const isSecrets = (value: unknown): value is Secrets =>
  typeof value === "object" &&
  value !== null &&
  ["hashSecret", "writeKey", "secretKey"].every((name) => typeof Reflect.get(value, name) === "string");

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Reads the installation's secrets, and makes them the first time.
 * @throws when the file is damaged: new secrets would break every known e-mail address from its person
 */
export async function readSecrets(file: string): Promise<Secrets> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) {
    const made: Secrets = {
      hashSecret: randomBytes(32).toString("base64url"),
      writeKey: createKey("write"),
      secretKey: createKey("secret"),
    };
    // Under its name only when it is whole.
    await writeFile(`${file}.new`, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
    await rename(`${file}.new`, file);
    return made;
  }
  const known = parse(text);
  if (isSecrets(known)) return known;
  throw new Error(`${file} is damaged. Put it back from a copy, or begin anew with --fresh.`);
}
