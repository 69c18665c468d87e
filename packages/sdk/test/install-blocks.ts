import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The folder of the install pages. */
const FOLDER = fileURLToPath(new URL("../../../docs/install", import.meta.url));

/** A code block of an install page. */
export interface Block {
  /** Names it: the page, the heading it stands under, and, from the second one there on, which. */
  readonly key: string;
  readonly page: string;
  readonly language: string;
  /** The file it is meant to be in, if it says one. */
  readonly file: string | undefined;
  /** Marked as not run. */
  readonly notRun: boolean;
  readonly text: string;
}

/** The install pages by their file names. */
export const PAGES: readonly string[] = readdirSync(FOLDER).filter((name) => name.endsWith(".md"));

export const textOf = (page: string): string => readFileSync(`${FOLDER}/${page}`, "utf8");

function blocksOf(page: string): Block[] {
  const blocks: Block[] = [];
  let heading = "";
  for (const [, title, info, text = ""] of textOf(page).matchAll(/^#+ (.+)$|^```(.*)\n([\s\S]*?)\n```$/gm)) {
    if (info === undefined) {
      heading = title ?? "";
      continue;
    }
    const [language = "", ...rest] = info.split(" ");
    const name = `${page}: ${heading}`;
    const before = blocks.filter(({ key }) => key.startsWith(name)).length;
    const key = before === 0 ? name : `${name} (${before + 1})`;
    blocks.push({ key, page, language, file: rest.find((word) => word !== "not-run"), notRun: rest.includes("not-run"), text });
  }
  return blocks;
}

export const BLOCKS: readonly Block[] = PAGES.flatMap(blocksOf);

/** @throws when no block has that key */
export function blockAt(key: string): Block {
  const block = BLOCKS.find((one) => one.key === key);
  if (!block) throw new Error(`No install page has the block “${key}”`);
  return block;
}

/** A block with a test's collector and keys in the place of the examples'. */
export const filledIn = (text: string, collector: string): string =>
  text.replaceAll("https://events.example.com", collector).replaceAll("wk_...", "wk_test").replaceAll("sk_...", "sk_test");
