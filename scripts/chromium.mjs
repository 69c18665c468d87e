import { existsSync, readFileSync } from "node:fs";
import { delimiter } from "node:path";
import { run } from "./workspace.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const PLACES = ["/usr/bin", "/usr/local/bin", "/snap/bin"];
const MAC = ["/Applications/Chromium.app/Contents/MacOS/Chromium", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];

function findUsual() {
  const folders = [...(process.env.PATH ?? "").split(delimiter), ...PLACES].filter(Boolean);
  return [...folders.flatMap((folder) => NAMES.map((name) => `${folder}/${name}`)), ...MAC].find((path) => existsSync(path));
}

function isDebian() {
  try {
    return /^ID(_LIKE)?=.*debian/m.test(readFileSync("/etc/os-release", "utf8"));
  } catch {
    return false;
  }
}

/** Debian's Chromium without its windows, in which most browser tests take half as long. */
const SHELL = "chromium-headless-shell";

/** Installs packages of Debian's, if that can be done here. */
async function installPackages(names) {
  if (process.getuid?.() !== 0 || !isDebian()) return;
  console.error(`Installing ${names.join(" and ")} for the browser tests ...`);
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["update", "-q", "-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=20"], { env });
  await run("apt-get", ["install", "-y", "-q", "--no-install-recommends", ...names], { env });
}

/**
 * The shell that is named, Debian's, or none when a Chromium is named: that one is for all then.
 * @returns its path, or `undefined` where there is none: it is not needed
 */
export async function findHeadlessShell() {
  const { WAYSTITCH_HEADLESS_SHELL: named, WAYSTITCH_CHROMIUM: chromium } = process.env;
  if (named?.trim()) return named.trim();
  if (chromium?.trim()) return undefined;
  const path = `/usr/bin/${SHELL}`;
  if (!existsSync(path)) await installPackages([SHELL]);
  return existsSync(path) ? path : undefined;
}

/**
 * The Chromium for the browser tests; root on Debian gets one installed.
 * @returns its path, or `undefined` after having said what to do
 */
export async function findChromium() {
  const named = process.env.WAYSTITCH_CHROMIUM?.trim();
  if (named && existsSync(named)) return named;
  if (named) return void console.error(`WAYSTITCH_CHROMIUM is ${named}, but there is no such file.`);
  const usual = findUsual();
  if (usual) return usual;
  await installPackages(["chromium", SHELL]);
  if (findUsual()) return findUsual();
  console.error("The browser tests need a Chromium or Chrome, and none was found. Install one, or set WAYSTITCH_CHROMIUM to its path.");
  console.error("Without it: npm run test:unit and npm run test:int.");
  return undefined;
}
