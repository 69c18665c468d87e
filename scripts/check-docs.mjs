/** Checks that what the documentation names is there: linked files, root commands, reasons for rejecting an event. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { isStarted, listFiles, ROOT, readJson } from "./workspace.mjs";

/** What stands in a code block is an example, not a link. */
const withoutCode = (text) => text.replace(/^```[\s\S]*?^```/gm, "").replace(/`[^`\n]*`/g, "");
const slugOf = (heading) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replace(/\s/g, "-");

function hasHeading(file, anchor) {
  const headings = [...readFileSync(file, "utf8").matchAll(/^#+ +(.+)$/gm)].map(([, heading]) => slugOf(heading));
  return headings.includes(decodeURIComponent(anchor));
}

function checkLink(file, link, where) {
  if (/^[a-z][a-z\d+.-]*:/i.test(link)) return [];
  const [path, anchor] = link.split("#");
  const target = path === "" ? file : resolve(dirname(file), decodeURIComponent(path));
  if (!existsSync(target)) return [`${where}: links to ${link}, which is not there`];
  return anchor && target.endsWith(".md") && !hasHeading(target, anchor) ? [`${where}: links to ${link}, which has no such heading`] : [];
}

function checkFile(file, root, scripts) {
  const where = relative(root, file);
  const text = readFileSync(file, "utf8");
  const links = [...withoutCode(text).matchAll(/\]\(\s*<?([^)\s>]+)>?[^)]*\)/g)].map(([, link]) => link);
  const images = [...text.matchAll(/<(?:img|a)\s[^>]*(?:src|href)="([^"]+)"/g)].map(([, link]) => link);
  const commands = [...text.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name]) => name);
  const shorts = [...text.matchAll(/\bnpm (start|test)\b/g)].map(([, name]) => name);
  return [
    ...[...links, ...images].flatMap((link) => checkLink(file, link, where)),
    ...[...commands, ...shorts].filter((name) => !(name in scripts)).map((name) => `${where}: npm run ${name} is not in package.json`),
  ];
}

/**
 * Both ways: every reason is documented, and nothing documented is unknown.
 * @param text of the document, which names each reason at the start of a table row or heading, as code
 */
export function checkReasons(text, reasons) {
  const named = [...text.matchAll(/^(?:\| *|#+ +|- +)`([a-z_]+)`/gm)].map(([, name]) => name);
  return [
    ...reasons.filter((reason) => !named.includes(reason)).map((reason) => `docs/rejects.md: ${reason} is missing`),
    ...named.filter((name) => !reasons.includes(name)).map((name) => `docs/rejects.md: ${name} is no reason that exists`),
  ];
}

/** @returns one line a problem */
export function checkLinks(root = ROOT) {
  const { scripts } = readJson(`${root}/package.json`);
  return listFiles(root, (path) => path.endsWith(".md")).flatMap((file) => checkFile(file, root, scripts));
}

/** All checks of the documentation; needs a build. */
export async function checkDocs() {
  const { REJECT_REASONS } = await import("@waystitch/protocol");
  const file = `${ROOT}/docs/rejects.md`;
  const reasons = Array.isArray(REJECT_REASONS) ? REJECT_REASONS : Object.keys(REJECT_REASONS);
  return [...checkLinks(), ...(existsSync(file) ? checkReasons(readFileSync(file, "utf8"), reasons) : ["docs/rejects.md is missing"])];
}

if (isStarted(import.meta.url)) {
  const problems = await checkDocs();
  for (const problem of problems) console.log(problem);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
