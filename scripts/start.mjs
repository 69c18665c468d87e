/** `npm start`: from a fresh clone to a running shop, collector, worker and dashboard. Arguments go to `waystitch up`. */
import { prepare } from "./build.mjs";
import { ROOT } from "./workspace.mjs";

await prepare();
// In this very process, so that Ctrl-C and signals arrive where they are handled.
const { runCommand } = await import(`${ROOT}/packages/waystitch/dist/index.js`);
await runCommand(["up", ...process.argv.slice(2)]);
