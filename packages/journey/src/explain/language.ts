import type { Label } from "../stages/model.js";

/** A language the rules can explain themselves in. */
export type Language = keyof Label;

/** One entry a language; a language without it does not compile. */
export type ByLanguage<T> = Readonly<Record<Language, T>>;
