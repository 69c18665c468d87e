import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { eventually } from "../eventually.js";
import { createRecordingProxy, type RecordingProxy } from "../recording-proxy.js";
import type { StartVisitorBrowser, VisitorBrowser, VisitorTab } from "../visitor-browser.js";
import type { Product, Receiver } from "./product.js";
import { type Site, startSite } from "./site.js";

/** How long what goes wrong lasts, in milliseconds. */
export interface Durations {
  /** Of an outage of the receiver. */
  readonly failing: number;
  /** Without a network. */
  readonly offline: number;
}

/** What a visit needs besides the product. */
export interface Surroundings {
  readonly startBrowser: StartVisitorBrowser;
  /** By which the site's pages are reached: `shop.localhost` is a secure context as shops on https are, `shop.test` is not. */
  readonly host: "shop.localhost" | "shop.test" | "127.0.0.1";
  readonly durations: Durations;
}

/** One visitor, one site that has the product, and all that lies between. */
export interface Visit {
  readonly durations: Durations;
  readonly product: Product;
  readonly receiver: Receiver;
  readonly site: Site;
  /** Between the browser and the receiver; the product's script comes through it, too. */
  readonly network: RecordingProxy;
  readonly browser: VisitorBrowser;
  /** Opens a page in a new tab. */
  open(path: string): Promise<VisitorTab>;
  /** Opens a page in a new tab and waits until the script is there and everything it sent is answered. */
  arrive(path: string): Promise<VisitorTab>;
  /** Starts the browser again, which has ended, on the same profile. */
  restart(): Promise<void>;
  end(): Promise<void>;
}

/** Without a request for that long, nothing is under way. */
const QUIET_MS = 400;

/** Waits until all requests are answered, but the first ones, and no other follows. */
async function quiet({ requests }: RecordingProxy, first: number): Promise<void> {
  await eventually(async () => {
    const { length } = requests;
    await sleep(QUIET_MS);
    if (requests.length > length || requests.slice(first).some(({ status }) => status === undefined))
      throw new Error("requests are under way");
  });
}

export async function startVisit(product: Product, { startBrowser, host, durations }: Surroundings): Promise<Visit> {
  const profile = await mkdtemp(`${tmpdir()}/waystitch-visitor-`);
  const receiver = await product.startReceiver();
  const network = await createRecordingProxy(receiver.url);
  const site = await startSite(host, receiver.head(network.url), product.track);
  let browser = await startBrowser(profile);
  const open = async (path: string): Promise<VisitorTab> => {
    const tab = await browser.openTab();
    await tab.goTo(site.url + path);
    return tab;
  };
  return {
    durations,
    product,
    receiver,
    site,
    network,
    get browser() {
      return browser;
    },
    open,
    async arrive(path) {
      const { length } = network.requests;
      const tab = await open(path);
      await eventually(async () => {
        if (!(await tab.run(`!!(${product.ready})`))) throw new Error(`${product.name} did not get ready`);
      });
      await quiet(network, length);
      return tab;
    },
    async restart() {
      browser = await startBrowser(profile);
    },
    async end() {
      await browser.quit().catch(() => {});
      await Promise.all([site.close(), network.close(), receiver.close()]);
      await rm(profile, { recursive: true, force: true });
    },
  };
}
