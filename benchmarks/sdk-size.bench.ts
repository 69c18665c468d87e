import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { STUB } from "../packages/sdk/src/stub.js";
import { VERSION } from "../packages/sdk/src/version.js";
import { installPeers } from "./peers/install.js";
import { OURS, peers } from "./weight/contenders.js";
import { loadCode } from "./weight/load-code.js";

// What a page has to load before the first event is recorded: ours beside peers from npm, each with all that it always loads at the
// start. PostHog, Segment, RudderStack and Rybbit also ask their service for settings each time, which is not counted, nor are the
// parts that those settings bring in.

interface Size {
  readonly name: string;
  readonly made: "as published" | "bundled";
  readonly minified: number;
  readonly gzip: number;
  readonly brotli: number;
}

function sizeOf(name: string, made: Size["made"], code: string): Size {
  const best = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
  return {
    name,
    made,
    minified: Buffer.byteLength(code),
    gzip: gzipSync(code, { level: 9 }).length,
    brotli: brotliCompressSync(code, best).length,
  };
}

const cell = (value: string | number): string => String(value).padStart(10);

async function report(): Promise<void> {
  installPeers();
  const contenders = [...OURS, ...peers()];
  const sizes = await Promise.all(
    contenders.map(async (one) =>
      sizeOf(`${one.name} ${one.version || VERSION}`, "file" in one.code ? "as published" : "bundled", await loadCode(one)),
    ),
  );
  const built = (name: string): string => readFileSync(fileURLToPath(new URL(`../packages/sdk/dist/${name}`, import.meta.url)), "utf8");
  sizes.splice(
    OURS.length,
    0,
    sizeOf("Waystitch, inline stub", "as published", STUB),
    sizeOf("... loaded then by every page", "as published", built("waystitch-activity.js")),
    sizeOf("... and by pages of four shops", "as published", built("waystitch-shops.js")),
    sizeOf("Waystitch, module for bundlers", "as published", built("waystitch.mjs")),
  );
  const [whole] = sizes;
  if (!whole) throw new Error("there is no script of ours");
  const ratioOf = ({ brotli }: Size): number => Number((brotli / whole.brotli).toFixed(2));
  console.log(`${"".padEnd(32)}${["minified", "gzip -9", "brotli", "ratio"].map(cell).join("")}`);
  for (const size of sizes) {
    const cells = [size.minified, size.gzip, size.brotli, ratioOf(size).toFixed(2)].map(cell).join("");
    console.log(`${size.name.padEnd(32)}${cells}  ${size.made === "bundled" ? "bundled and minified here" : ""}`);
  }
  console.log(
    JSON.stringify({
      name: "sdk-size",
      conditions: { node: process.version, gzip: 9, brotli: constants.BROTLI_MAX_QUALITY, unit: "bytes" },
      figures: { sizes },
      ratios: Object.fromEntries(sizes.map((size) => [size.name, ratioOf(size)])),
    }),
  );
}

await report();
