import { spawnSync } from "node:child_process";

// Every `laws.test.ts` and `*-laws.test.ts` of the rules over many more histories: `LAW_RUNS` a law, a million unless it says otherwise.
const runs = process.env["LAW_RUNS"] ?? "1000000";
const args = ["vitest", "run", "--config", "vitest.workspace.ts", "--project", "unit", "laws.test.ts"];
const { status } = spawnSync("npx", args, { stdio: "inherit", env: { ...process.env, LAW_RUNS: runs } });
process.exitCode = status ?? 1;
