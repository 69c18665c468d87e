import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, cp, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type Account, chooseAccount, identityOf } from "./account.js";
import { type Binaries, initdbOf, loadBinaries } from "./binaries.js";
import { findLeftover, stopLeftover } from "./leftover.js";

/** Where a server's files are, and who it runs as. */
export interface Place {
  /** Password, keeper record and the folder `data`. */
  readonly folder: string;
  readonly dataFolder: string;
  readonly binaries: Binaries;
  readonly account: Account | undefined;
}

/** Where root keeps what the user `postgres` may not reach below the folder that was asked for. */
const ROOTS_FOLDER = "/var/lib/waystitch";

const shortHash = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 16);
const rootsFolderOf = (folder: string): string => `${ROOTS_FOLDER}/${shortHash(resolve(folder))}`;

/** Whether a shell command succeeds as the account; asked of the machine, since only it knows all the rules. */
function canDo(account: Account, command: string, folder: string): boolean {
  const asked = spawnSync("/bin/sh", ["-c", command, "sh", folder], { ...identityOf(account), stdio: "ignore", cwd: "/" });
  return asked.status === 0;
}

async function reachableFolder(folder: string, account: Account | undefined): Promise<string> {
  await mkdir(folder, { recursive: true });
  if (!account || canDo(account, 'cd "$1"', folder)) return folder;
  const moved = rootsFolderOf(folder);
  await mkdir(moved, { recursive: true });
  for (const path of [ROOTS_FOLDER, moved]) await chmod(path, 0o755);
  return moved;
}

/** The binaries, or a copy of them where the account can reach them. */
async function reachableBinaries(binaries: Binaries, account: Account | undefined): Promise<Binaries> {
  if (!account || canDo(account, 'test -x "$1/bin/initdb" && test -r "$1/share/postgresql/postgres.bki"', binaries.folder)) return binaries;
  const copy = { folder: `${ROOTS_FOLDER}/postgres-${shortHash(binaries.folder)}` };
  if (existsSync(initdbOf(copy))) return copy;
  const draft = `${copy.folder}.${process.pid}`;
  await mkdir(ROOTS_FOLDER, { recursive: true });
  await chmod(ROOTS_FOLDER, 0o755);
  await cp(binaries.folder, draft, { recursive: true, verbatimSymlinks: true });
  spawnSync("chmod", ["-R", "go+rX", draft]);
  await rename(draft, copy.folder).catch(async (error: unknown) => {
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(initdbOf(copy))) throw error;
  });
  return copy;
}

/** Finds a place for the server's files at or, where PostgreSQL's user may not go there, instead of `folder`. */
export async function findPlace(folder: string): Promise<Place> {
  const isMoved = existsSync(`${rootsFolderOf(folder)}/data`) && !existsSync(`${folder}/data`) && process.getuid?.() === 0;
  const wanted = isMoved ? rootsFolderOf(folder) : resolve(folder);
  const account = await chooseAccount(`${wanted}/data`);
  const place = await reachableFolder(wanted, account);
  if (place !== resolve(folder)) await writeFile(`${resolve(folder)}/MOVED`, `${place}\n`);
  return { folder: place, dataFolder: `${place}/data`, binaries: await reachableBinaries(await loadBinaries(), account), account };
}

/**
 * Deletes the database of a folder for good, wherever its files are; a server left over is stopped first.
 * @throws when the server is in use
 */
export async function removeEmbeddedPostgres(folder: string): Promise<void> {
  for (const place of [resolve(folder), rootsFolderOf(folder)]) {
    if (!existsSync(place)) continue;
    await stopLeftover(await findLeftover(place), place);
    await rm(place, { recursive: true, force: true, maxRetries: 3 });
  }
}
