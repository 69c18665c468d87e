import { en } from "./en.js";
import { vi } from "./vi.js";

/** The languages of the page. */
export const LANGUAGES = ["en", "vi"] as const;
export type Language = (typeof LANGUAGES)[number];

/** What words are looked up by; a name that is not in it is shown as it is. */
export type Names = Readonly<Record<string, string>>;

/** Everything the page says. `{name}` stands for what is filled in. */
export type Words = { readonly [Key in keyof typeof en]: (typeof en)[Key] extends string ? string : Names };

const DICTIONARIES: Readonly<Record<Language, Words>> = { en, vi };

export const isLanguage = (text: string): text is Language => text === "en" || text === "vi";
export const wordsOf = (language: Language): Words => DICTIONARIES[language];

/** Looks a name up; own keys only, because names can come from events. */
export const nameIn = (names: Names, name: string): string => (Object.hasOwn(names, name) ? (names[name] ?? name) : name);

/** Fills `{name}` in. */
export const fill = (template: string, values: Readonly<Record<string, string | number>>): string =>
  template.replace(/\{(\w+)\}/g, (hole, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : hole));
