import { dataDirAt } from "../../data-dir.js";
import { readRunning } from "../../state.js";
import type { Target } from "./post.js";

/** What the command line says of where to send. */
export interface TargetOptions {
  readonly dataDir: string;
  readonly site: string;
  readonly url?: string;
  readonly secretKey?: string;
}

/**
 * The collector to send to and the secret key: those that are named, else those of the running Waystitch and its demo site.
 * @throws when there are none; the message says what to do
 */
export async function findTarget({ dataDir, site, url, secretKey }: TargetOptions): Promise<Target> {
  if (url !== undefined && !URL.canParse(url))
    throw new Error(`--url is an address such as https://collect.example, not ${JSON.stringify(url)}.`);
  if (url !== undefined && secretKey === undefined)
    throw new Error(`--url needs --secret-key, too: waystitch key add ${site} --kind secret`);
  if (url !== undefined && secretKey !== undefined) return { url, secretKey };
  const running = await readRunning(dataDirAt(dataDir).state);
  if (running === undefined)
    throw new Error("No Waystitch is running here: run npm start first, or name a collector with --url and --secret-key.");
  if (secretKey !== undefined) return { url: running.collectorUrl, secretKey };
  if (site === running.siteId) return { url: running.collectorUrl, secretKey: running.secretKey };
  throw new Error(`${site} is not the demo's site: make a key with waystitch key add ${site} --kind secret, and give it as --secret-key.`);
}
