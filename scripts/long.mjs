/** `npm run long -- NAME`: a property, fuzz or chaos suite at full length. */
import { runNamed } from "./named-run.mjs";

await runNamed("long suite", ".long.ts", ["packages"]);
