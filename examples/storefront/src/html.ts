const MARKUP = Symbol("markup");

/** A piece of HTML. Only `html` and `trusted` make one, so no text from outside can pass for markup. */
export interface Html {
  readonly [MARKUP]: string;
}

/** What may stand in a template; text and numbers are escaped, `false`, `null` and `undefined` print nothing. */
export type Part = Html | string | number | false | null | undefined | readonly Part[];

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function write(part: Part): string {
  if (part === false || part === null || part === undefined) return "";
  if (typeof part === "object") return MARKUP in part ? part[MARKUP] : part.map(write).join("");
  return String(part).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}

/** A template tag that escapes whatever is put into it, in text and in quoted attributes alike. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { [MARKUP]: String.raw({ raw: strings }, ...parts.map(write)) };
}

/** Takes a text as it is. Only for constants of our own, never for anything a visitor can write. */
export const trusted = (markup: string): Html => ({ [MARKUP]: markup });

/** The finished text, to be sent. */
export const textOf = (markup: Html): string => markup[MARKUP];
