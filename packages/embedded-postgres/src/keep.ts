import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { identityOf } from "./account.js";
import { postgresOf } from "./binaries.js";
import type { KeeperCommand, KeeperOrder, KeeperReport } from "./keeper-message.js";
import { recordFileOf } from "./leftover.js";
import type { Place } from "./place.js";

/** A keeper and its server, as the process sees them that asked for the server. */
export interface Kept {
  readonly keeperPid: number;
  /** The server's process; another one after it was started again. */
  pid(): number | undefined;
  send(command: KeeperCommand): void;
  /** Ends when the keeper does; the server is gone then, unless the keeper was killed. */
  readonly ended: Promise<void>;
}

const isSource = import.meta.url.endsWith(".ts");
const KEEPER = fileURLToPath(new URL(isSource ? "./keeper.ts" : "./keeper.js", import.meta.url));

/** Forks a keeper, which starts the server at once. */
export function startKeeper(place: Place, port: number, settings: readonly string[], onLog: (line: string) => void): Kept {
  const order: KeeperOrder = {
    postgres: postgresOf(place.binaries),
    dataFolder: place.dataFolder,
    settings,
    identity: identityOf(place.account),
    recordFile: recordFileOf(place.folder),
    owner: process.pid,
    port,
  };
  const keeper: ChildProcess = fork(KEEPER, [JSON.stringify(order)], {
    detached: true,
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    execArgv: isSource ? ["--import", import.meta.resolve("tsx")] : [],
    cwd: "/",
  });
  let pid: number | undefined;
  keeper.on("message", (message: KeeperReport) => {
    if (message.type === "started") pid = message.pid;
    else onLog(message.line);
  });
  keeper.on("error", (error) => onLog(error.message));
  return {
    keeperPid: keeper.pid ?? 0,
    pid: () => pid,
    send(command) {
      if (keeper.connected) keeper.send(command, () => {});
    },
    ended: once(keeper, "exit").then(() => {}),
  };
}
