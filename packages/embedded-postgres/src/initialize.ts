import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chown, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { identityOf } from "./account.js";
import { initdbOf } from "./binaries.js";
import type { Place } from "./place.js";

const run = promisify(execFile);

/** The user and the database that every cluster gets. */
export const NAME = "waystitch";

const passwordFileOf = (folder: string): string => `${folder}/password`;

/** A cluster is whole only under its final name; drafts come from a start that was killed. */
async function removeDrafts(folder: string): Promise<void> {
  const drafts = (await readdir(folder)).filter((name) => name.startsWith("data.draft-"));
  for (const draft of drafts) await rm(`${folder}/${draft}`, { recursive: true, force: true });
}

async function initialize(place: Place, password: string, isDisposable: boolean): Promise<void> {
  const draft = `${place.folder}/data.draft-${process.pid}`;
  const passwordFile = `${draft}.password`;
  await mkdir(draft, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (place.account) for (const path of [draft, passwordFile]) await chown(path, place.account.uid, place.account.gid);
  const options = ["-D", draft, "--username", NAME, "--pwfile", passwordFile, "--auth", "scram-sha-256", "--encoding", "UTF8"];
  // The built-in provider sorts and folds case the same on every machine, whatever locales that has.
  options.push("--locale-provider", "builtin", "--builtin-locale", "C.UTF-8", "--locale", "C", "--data-checksums", "--no-instructions");
  if (isDisposable) options.push("--no-sync");
  try {
    await run(initdbOf(place.binaries), options, {
      ...identityOf(place.account),
      cwd: draft,
      env: { LC_ALL: "C", PATH: process.env["PATH"] },
    });
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    const output = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : String(error);
    throw new Error(`PostgreSQL could not make its data folder in ${place.folder}: ${output}`);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(draft, place.dataFolder);
}

/** Whether there is a cluster already; anything else that stands in its place is left alone. */
async function hasCluster(place: Place): Promise<boolean> {
  const names = await readdir(place.dataFolder).catch((error: unknown): string[] => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw new Error(`The data in ${place.folder} belongs to another user: run this as that user, or choose another folder.`);
  });
  if (names.length > 0 && !names.includes("PG_VERSION")) throw new Error(`${place.dataFolder} is not a PostgreSQL data folder.`);
  return names.length > 0;
}

/**
 * Makes the cluster unless it is there.
 * @returns the password of the user `waystitch`
 */
export async function prepareData(place: Place, isDisposable: boolean): Promise<string> {
  const passwordFile = passwordFileOf(place.folder);
  if (await hasCluster(place)) return await readFile(passwordFile, "utf8");
  await removeDrafts(place.folder);
  const password = randomBytes(24).toString("base64url");
  await writeFile(passwordFile, password, { mode: 0o600 });
  await initialize(place, password, isDisposable);
  return password;
}
