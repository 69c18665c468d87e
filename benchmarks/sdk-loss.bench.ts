import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { startVisitorChromium } from "@waystitch/testbed";
import {
  CALLS,
  CRASH_IN_AN_OUTAGE,
  HARMLESS,
  type Outcome,
  type Product,
  RACES,
  runScenario,
  type Scenario,
  type Surroundings,
  WAYS_TO_LOSE,
} from "@waystitch/testbed/loss";
import { startVisitorFirefox } from "./loss/firefox.js";
import { startOurs } from "./loss/our-product.js";
import { peerProduct } from "./loss/peer-product.js";
import { PEERS } from "./loss/peers.js";
import { printTables, type Results } from "./loss/table.js";
import { installPeers, peerVersion } from "./peers/install.js";

// How many of 20 calls of `track` are stored, whatever happens: ours with a real collector and PostgreSQL, and peers from npm
// with a recorder that answers as their backends do. `--quick` shortens the outages, `--only` names products, `--scenario` is
// part of the name of those to play, `--host` is shop.localhost (secure, as https is), shop.test (not) or 127.0.0.1, `--bfcache` lets
// pages that were left live on for the way back, `--browser firefox` takes the Firefox of this machine, as it comes.
const SCENARIOS: readonly Scenario[] = [HARMLESS, ...WAYS_TO_LOSE, CRASH_IN_AN_OUTAGE, ...RACES];
const FULL = { failing: 20_000, offline: 300_000 };
const QUICK = { failing: 8000, offline: 20_000 };

const { values: options } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    only: { type: "string", default: "" },
    scenario: { type: "string", default: "" },
    browser: { type: "string", default: "chromium" },
    bfcache: { type: "boolean", default: false },
    host: { type: "string", default: "shop.localhost" },
  },
});

function isHost(host: string): host is Surroundings["host"] {
  return ["shop.localhost", "shop.test", "127.0.0.1"].includes(host);
}

const isChosen = (name: string): boolean => options.only === "" || options.only.toLowerCase().split(",").includes(name.toLowerCase());

/** Plays a scenario with each product: side by side where most of the time is waiting, else one after the other. */
async function playAll(scenario: Scenario, products: readonly Product[], surroundings: Surroundings): Promise<Results[string]> {
  const outcomes: Record<string, Outcome | string> = {};
  const play = async (product: Product): Promise<void> => {
    outcomes[product.name] = "";
    outcomes[product.name] = await runScenario(scenario, product, surroundings).catch((error: unknown) => String(error));
    console.error(`${scenario.name}, ${product.name}: ${JSON.stringify(outcomes[product.name])}`);
  };
  if (scenario.recoveryMs !== undefined) await Promise.all(products.map(play));
  else for (const product of products) await play(product);
  return outcomes;
}

const share = (results: Results, product: string): number => {
  const outcomes = Object.values(results).map((of) => of[product]);
  const stored = outcomes.reduce((sum, outcome) => sum + (typeof outcome === "object" ? outcome.stored : 0), 0);
  return Number((stored / (CALLS * outcomes.length)).toFixed(3));
};

async function main(): Promise<void> {
  const { host } = options;
  if (!isHost(host)) throw new Error(`--host ${host} does not lead to this machine`);
  const peers = PEERS.filter(({ name }) => isChosen(name));
  if (peers.length > 0) installPeers();
  const startChromium = (profile: string) => startVisitorChromium(profile, { backForwardCache: options.bfcache });
  const startBrowser = options.browser === "firefox" ? startVisitorFirefox : startChromium;
  const surroundings: Surroundings = { startBrowser, host, durations: options.quick ? QUICK : FULL };
  const ours = await startOurs();
  const products = [ours.product, ...peers.map(peerProduct)].filter(({ name }) => isChosen(name));
  const results: Record<string, Results[string]> = {};
  try {
    for (const scenario of SCENARIOS.filter(({ name }) => name.includes(options.scenario)))
      results[scenario.name] = await playAll(scenario, products, surroundings);
  } finally {
    await ours.stop();
  }
  for (const { name, package: from, settings } of peers) console.log(`${name}: ${from} ${peerVersion(from)}; ${settings}`);
  printTables(results);
  console.log(
    JSON.stringify({
      name: "sdk-loss",
      conditions: {
        calls: CALLS,
        host,
        backForwardCache: options.bfcache,
        ...surroundings.durations,
        node: process.version,
        cores: cpus().length,
      },
      figures: results,
      ratios: Object.fromEntries(products.map(({ name }) => [`storedOf${name}`, share(results, name)])),
    }),
  );
}

await main();
