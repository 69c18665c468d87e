import type { Command } from "commander";
import { dataDir, later } from "../commands/options.js";

/** `waystitch demo ...`: something to look at. */
export function addDemoCommands(program: Command): void {
  const demo = program.command("demo").description("made-up shoppers, to look at and to measure with");
  demo
    .command("seed")
    .description("send the last months of a made-up shop through the collector; the same again on the same day stores nothing twice")
    .option("--people <n>", "how many come", "3000")
    .option("--days <n>", "over how many days", "180")
    .option("--seed <text>", "another one tells other stories", "1")
    .option("--until <time>", "when they end, instead of now")
    .option("--site <id>", "the site whose visitors they are", "demo")
    .option("--url <address>", "a collector elsewhere")
    .option("--secret-key <key>", "a secret key of the site, needed there")
    .option("--no-wait", "do not wait until all of it is stitched")
    .addOption(dataDir())
    .action(later(async () => (await import("./seed.js")).seedDemo));
}
