import { realpath } from "node:fs/promises";
import getPort, { clearLockedPorts, portNumbers } from "get-port";
import { createDatabaseOnce, waitForAnswer } from "./answer.js";
import { NAME, prepareData } from "./initialize.js";
import { type Kept, startKeeper } from "./keep.js";
import { findLeftover, stopLeftover } from "./leftover.js";
import { findPlace, type Place } from "./place.js";
import { settingsOf } from "./settings.js";

export interface EmbeddedPostgresOptions {
  /** Where the data is kept; made when absent. */
  readonly folder: string;
  /** The first port to try; busy ones are stepped over. */
  readonly port: number;
  /** True for tests: fast, and lost when the machine goes down. */
  readonly isDisposable?: boolean;
  /** One line of the server's log. */
  readonly onLog?: (line: string) => void;
}

/** A PostgreSQL server that works. It is started again, on the same port, when it dies. */
export interface EmbeddedPostgres {
  /** Of the database `waystitch`, with the password. */
  readonly url: string;
  readonly port: number;
  /** Where the files are: the folder that was asked for, or `/var/lib/waystitch/...` when PostgreSQL's user may not enter that. */
  readonly folder: string;
  /** The server's process; another one after it was started again. */
  pid(): number | undefined;
  keeperPid(): number;
  /** Disconnects everyone, writes everything down and ends. */
  stop(): Promise<void>;
}

interface Server {
  readonly kept: Kept;
  readonly port: number;
}

/** How many busy ports are stepped over, and how many times a port may be lost to another program between asking and taking. */
const PORTS = 100;
const ATTEMPTS = 5;
const TAIL_LINES = 20;

const urlOf = (password: string, port: number, database: string): string => `postgres://${NAME}:${password}@127.0.0.1:${port}/${database}`;

async function startOn(place: Place, password: string, port: number, options: EmbeddedPostgresOptions): Promise<Kept | string> {
  const tail: string[] = [];
  const kept = startKeeper(place, port, settingsOf(port, options.isDisposable ?? false), (line) => {
    if (tail.push(line) > TAIL_LINES) tail.shift();
    options.onLog?.(line);
  });
  let hasEnded = false;
  void kept.ended.then(() => {
    hasEnded = true;
  });
  try {
    if (!(await waitForAnswer(urlOf(password, port, "postgres"), () => hasEnded))) return tail.join("\n");
    await createDatabaseOnce(urlOf(password, port, "postgres"), NAME);
  } catch (error) {
    kept.send("stop");
    throw error;
  }
  kept.send("trust");
  return kept;
}

async function startSomewhere(place: Place, password: string, options: EmbeddedPostgresOptions): Promise<Server> {
  for (let attempt = 1; ; attempt++) {
    // get-port keeps a port it gave away from being given again for a while, but a server that comes back wants its own.
    clearLockedPorts();
    const port = await getPort({ port: portNumbers(options.port, Math.min(options.port + PORTS, 65_535)), host: "127.0.0.1" });
    const outcome = await startOn(place, password, port, options);
    if (typeof outcome !== "string") return { kept: outcome, port };
    if (attempt < ATTEMPTS && /address already in use/i.test(outcome)) continue;
    throw new Error(`PostgreSQL in ${place.folder} did not start:\n${outcome}`);
  }
}

/**
 * Starts a PostgreSQL 18 on the data in a folder, and makes that data when there is none.
 * It ends with this process, even when this process is killed.
 * @throws when the platform has no binaries, the folder is in use, or the server does not start; the message has its last lines
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const found = await findPlace(options.folder);
  const folder = await realpath(found.folder);
  const place: Place = { ...found, folder, dataFolder: `${folder}/data` };
  await stopLeftover(await findLeftover(folder), folder);
  const password = await prepareData(place, options.isDisposable ?? false);
  const { port, ...first } = await startSomewhere(place, password, options);
  let kept = first.kept;
  let isStopping = false;
  const guard = async (): Promise<void> => {
    for (;;) {
      await kept.ended;
      if (isStopping) return;
      options.onLog?.("The keeper of PostgreSQL ended unexpectedly: starting both again");
      await stopLeftover(await findLeftover(folder), folder);
      const outcome = await startOn(place, password, port, options);
      if (typeof outcome === "string") throw new Error(`PostgreSQL did not start again: ${outcome}`);
      kept = outcome;
      if (isStopping) kept.send("stop");
    }
  };
  const guarding = guard().catch((error: unknown) => options.onLog?.(String(error)));

  return {
    url: urlOf(password, port, NAME),
    port,
    folder,
    pid: () => kept.pid(),
    keeperPid: () => kept.keeperPid,
    async stop() {
      isStopping = true;
      kept.send("stop");
      await guarding;
    },
  };
}
