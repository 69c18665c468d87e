/** What the root commands have in common: where things are, and how other programs are run. Node's own modules only. */
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { constants } from "node:os";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");

export const readJson = (path) => JSON.parse(readFileSync(path, "utf8"));

/** Folders of all packages, relative to the root. */
export function listPackages(root = ROOT) {
  return ["packages", "examples"].flatMap((folder) => {
    const entries = readdirSync(`${root}/${folder}`, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map((entry) => `${folder}/${entry.name}`);
  });
}

/** All files below a folder, without installed and built ones. */
export function listFiles(folder, accepts = () => true) {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return ["node_modules", "dist", ".git", ".waystitch"].includes(entry.name) ? [] : listFiles(path, accepts);
    return accepts(path) ? [path] : [];
  });
}

/** Ends the process with a plain message when Node is older than package.json asks for. */
export function requireNode() {
  const wanted = readJson(`${ROOT}/package.json`)
    .engines.node.replace(/[^\d.]/g, "")
    .split(".")
    .map(Number);
  const own = process.versions.node.split(".").map(Number);
  if (own[0] > wanted[0] || (own[0] === wanted[0] && own[1] >= wanted[1])) return;
  console.error(`Waystitch needs Node ${wanted.join(".")} or newer; this is ${process.versions.node}. See https://nodejs.org/en/download`);
  process.exit(1);
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Runs a program in the root to its end. What it prints goes to stderr, unless `stdout` is true: the answer of a
 * root command is alone on stdout.
 * @returns its exit code; a program that cannot be started counts as 127, one ended by a signal as 128
 */
export async function run(command, args, { cwd = ROOT, env = {}, stdout = false } = {}) {
  return await new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ["ignore", stdout ? "inherit" : 2, "inherit"] });
    child.on("error", (error) => {
      console.error(`${command}: ${error.message}`);
      resolve(127);
    });
    // The terminal's Ctrl-C reaches the child by itself; a signal to this process alone is passed on. Both wait for the child's end.
    let ending;
    const pass = (signal) => {
      ending = signal;
      if (signal !== "SIGINT") child.kill(signal);
    };
    for (const signal of SIGNALS) process.on(signal, pass);
    child.on("close", (code) => {
      for (const signal of SIGNALS) process.off(signal, pass);
      if (ending) process.exit(128 + constants.signals[ending]);
      resolve(code ?? 128);
    });
  });
}

/** Runs a JavaScript file of an installed package. */
export const runNode = (file, args, options) => run(process.execPath, [`${ROOT}/node_modules/${file}`, ...args], options);

/** Whether a script is what the user started, not another script's import. */
export const isStarted = (url) => process.argv[1] !== undefined && fileURLToPath(url) === process.argv[1];
