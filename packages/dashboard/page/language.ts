import { useEffect } from "preact/hooks";
import { isLanguage, type Language } from "./words/words.js";

const KEY = "waystitch-language";

/** Storage may be switched off. */
const recall = (): string => {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
};

const remember = (language: Language): void => {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // Then the address alone keeps it.
  }
};

/** The language in the address, else the one chosen last, else the browser's; remembered, and told to the document. */
export function useLanguage(asked: Language | null): Language {
  const kept = recall();
  const own = navigator.language.startsWith("vi") ? "vi" : "en";
  const language = asked ?? (isLanguage(kept) ? kept : own);
  useEffect(() => {
    document.documentElement.lang = language;
    if (asked !== null) remember(asked);
  }, [asked, language]);
  return language;
}
