import { usePage } from "../context.js";
import type { Language, Names } from "./words.js";

type Text = string | Names;

/** Words of one part of the page, in every language. `{name}` stands for what is filled in. */
export type PartWords<W> = Readonly<Record<Language, W>>;

/** The same names, with any text. */
type Same<W> = { readonly [Key in keyof W]: W[Key] extends string ? string : { readonly [Name in keyof W[Key]]: string } };

/** States the words of a part of the page; whatever English has, Vietnamese has. */
export const defineWords = <const W extends Readonly<Record<string, Text>>>(words: {
  readonly en: W;
  readonly vi: Same<NoInfer<W>>;
}): PartWords<Same<W>> => words as PartWords<Same<W>>;

/** The words of a part in the page's language. */
export function useWords<W>(part: PartWords<W>): W {
  return part[usePage().language];
}
