/** Checks that what the documentation names is there: linked files and headings, root commands. */
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

/** @returns one line a problem */
export function checkLinks(root = ROOT) {
  const { scripts } = readJson(`${root}/package.json`);
  return listFiles(root, (path) => path.endsWith(".md")).flatMap((file) => checkFile(file, root, scripts));
}

if (isStarted(import.meta.url)) {
  const problems = checkLinks();
  for (const problem of problems) console.log(problem);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
