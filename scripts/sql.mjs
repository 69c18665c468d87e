/** `npm run sql -- "select ..."`: asks the running database; the same as `npx waystitch sql`. */
import { existsSync } from "node:fs";
import { ROOT, requireNode } from "./workspace.mjs";

requireNode();
const command = `${ROOT}/packages/waystitch/dist/index.js`;
if (existsSync(command)) {
  const { runCommand } = await import(command);
  await runCommand(["sql", ...process.argv.slice(2)]);
} else {
  console.error("Nothing is built yet: run npm start first.");
  process.exitCode = 1;
}
