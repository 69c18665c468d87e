import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { ROOT, readJson, requireNode, run } from "./workspace.mjs";

const STAMP = `${ROOT}/node_modules/.waystitch-installed`;
const INPUTS = ["pnpm-lock.yaml", "pnpm-workspace.yaml"];

/** What an installation depends on: the lock file, and the platform that native binaries were chosen for. */
function fingerprint() {
  const hash = createHash("sha256").update(`${process.platform} ${process.arch}`);
  for (const file of INPUTS) hash.update(readFileSync(`${ROOT}/${file}`));
  return hash.digest("hex");
}

function readStamp() {
  try {
    return readFileSync(STAMP, "utf8");
  } catch {
    return "";
  }
}

/** Installs exactly what the lock file says, or does nothing when that was done before. */
export async function install() {
  requireNode();
  const wanted = fingerprint();
  if (readStamp() === wanted) return;
  const pnpm = readJson(`${ROOT}/package.json`).packageManager;
  console.error("Installing (only when the lock file has changed) ...");
  // CI: pnpm then asks no questions.
  const code = await run("npx", ["-y", pnpm, "install", "--frozen-lockfile"], { env: { CI: "true" } });
  if (code !== 0) {
    console.error(`Installing failed (exit code ${code}): see above.`);
    process.exit(1);
  }
  writeFileSync(STAMP, wanted);
}
