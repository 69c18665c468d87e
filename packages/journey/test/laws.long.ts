import { spawnSync } from "node:child_process";

// The laws of `laws.test.ts` over many more histories: `LAW_RUNS` a law, 100,000 unless it says otherwise.
const runs = process.env["LAW_RUNS"] ?? "100000";
const args = ["vitest", "run", "--config", "vitest.workspace.ts", "--project", "unit", "packages/journey/test/laws.test.ts"];
const { status } = spawnSync("npx", args, { stdio: "inherit", env: { ...process.env, LAW_RUNS: runs } });
process.exitCode = status ?? 1;
