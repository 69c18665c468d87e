/** `npm run bench -- NAME`: measures something; the last line is JSON with name, conditions, figures and ratios. */
import { runNamed } from "./named-run.mjs";

await runNamed("benchmark", ".bench.ts", ["benchmarks"]);
