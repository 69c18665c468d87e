import { spawnSync } from "node:child_process";
import { stat } from "node:fs/promises";

/** The user PostgreSQL runs as, when that is not the user of this process. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** What `spawn` needs to run something as this account. */
export const identityOf = (account: Account | undefined): { uid?: number; gid?: number } =>
  account ? { uid: account.uid, gid: account.gid } : {};

function numberOf(option: "-u" | "-g", user: string): number | undefined {
  const { status, stdout } = spawnSync("id", [option, user], { encoding: "utf8" });
  return status === 0 && /^\d+$/.test(stdout.trim()) ? Number(stdout) : undefined;
}

function accountOf(user: string): Account | undefined {
  const uid = numberOf("-u", user);
  const gid = numberOf("-g", user);
  return uid === undefined || gid === undefined || uid === 0 ? undefined : { uid, gid };
}

function createAccount(user: string): Account | undefined {
  spawnSync("useradd", ["--system", "--no-create-home", "--shell", "/usr/sbin/nologin", user], { stdio: "ignore" });
  return accountOf(user);
}

/**
 * Who PostgreSQL must run as: it refuses to be root. Data that is there keeps its owner; otherwise the user
 * `postgres`, made when absent, or `nobody` where users cannot be made.
 * @returns `undefined` when this process is not root and so runs it itself
 * @throws when this process is root and the machine has no other user
 */
export async function chooseAccount(dataFolder: string): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await stat(dataFolder).catch(() => undefined);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const account = accountOf("postgres") ?? createAccount("postgres") ?? accountOf("nobody");
  if (account) return account;
  throw new Error("PostgreSQL refuses to run as root, and there is no other user. Run this as an ordinary user, or set DATABASE_URL.");
}
