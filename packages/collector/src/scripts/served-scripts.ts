import { createHash } from "node:crypto";
import { posix } from "node:path";
import type { Scripts } from "./load-scripts.js";

/** A script at an address. */
export interface ServedScript {
  readonly path: string;
  readonly body: Buffer;
  /** True at an address that never has another content. */
  readonly isVersioned: boolean;
  /** What a tag's attribute `integrity` has to say: https://www.w3.org/TR/sri/ */
  readonly integrity: string;
}

/** Under which other names the script and what it posts to are served. */
export interface OtherNames {
  /** Path of the script, such as `/s.js`; its parts are beside it. */
  readonly scriptPath: string;
  /** What batches are posted to, beside the script. */
  readonly batchName: string;
}

/** How many characters of the build's hash stand in an address. */
const VERSION_LENGTH = 12;

/** What scripts call each other, and what they post to, as the build has written it. */
const PART = /waystitch(-(?:\$\{\w+\}|[a-z]+))\.js/g;
const DEBUG = "[src*=waystitch-debug]";
const BATCH = "v1/batch";

/** Tells this build of the scripts from every other. */
export function versionOf(scripts: Scripts): string {
  const hash = createHash("sha256");
  for (const [name, body] of [...scripts].sort(([a], [b]) => (a < b ? -1 : 1))) hash.update(`${name}\0${body.length}\0`).update(body);
  return hash.digest("hex").slice(0, VERSION_LENGTH);
}

export const integrityOf = (body: Buffer): string => `sha384-${createHash("sha384").update(body).digest("base64")}`;

/** The scripts under other names, in which they ask for each other by those. */
function renamed(scripts: Scripts, stem: string, ending: string, batch: string): Map<string, Buffer> {
  const nameOf = (part: string): string => `${stem}${part}${ending}.js`;
  return new Map(
    Array.from(scripts, ([name, body]) => {
      const text = body
        .toString("utf8")
        .replace(PART, (_, part: string) => nameOf(part))
        .replaceAll(DEBUG, `[src*=${stem}-debug]`)
        .replaceAll(BATCH, batch);
      return [nameOf(name.replace(/^waystitch|\.js$/g, "")), Buffer.from(text)];
    }),
  );
}

/** The scripts of one build at all their addresses: under their own names and others, the latest one and this version for good. */
export function servedScripts(scripts: Scripts, { scriptPath, batchName }: OtherNames): readonly ServedScript[] {
  if (scripts.size === 0) return [];
  const version = `.${versionOf(scripts)}`;
  const { dir, name: stem } = posix.parse(scriptPath);
  const at = (folder: string, named: ReadonlyMap<string, Buffer>, isVersioned: boolean): ServedScript[] =>
    Array.from(named, ([name, body]) => ({ path: posix.join(folder, name), body, isVersioned, integrity: integrityOf(body) }));
  return [
    ...at("/", scripts, false),
    ...at("/", renamed(scripts, "waystitch", version, BATCH), true),
    ...at(dir, renamed(scripts, stem, "", batchName), false),
    ...at(dir, renamed(scripts, stem, version, batchName), true),
  ];
}
