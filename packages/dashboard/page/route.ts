import { isStageName, type StageName } from "../src/stages.js";
import { isLanguage, type Language } from "./words/words.js";

/** What the address says to show. */
export interface Route {
  /** `null`: whichever site comes first. */
  readonly site: string | null;
  /** A person's id: that person's journey; `null`: everybody. */
  readonly person: string | null;
  readonly stage: StageName | null;
  /** `null`: as the browser was left, or as it is set up. */
  readonly language: Language | null;
}

const decode = (text: string | undefined): string | null => {
  if (!text) return null;
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
};

/** Reads an address: `/`, `/sites/:site` or `/sites/:site/people/:person`, with `stage` and `lang`. */
export function parseRoute(path: string, search: string): Route {
  const match = /^\/sites\/([^/]+)(?:\/people\/([^/]+))?\/?$/.exec(path);
  const query = new URLSearchParams(search);
  const stage = query.get("stage") ?? "";
  const language = query.get("lang") ?? "";
  return {
    site: decode(match?.[1]),
    person: decode(match?.[2]),
    stage: isStageName(stage) ? stage : null,
    language: isLanguage(language) ? language : null,
  };
}

/** The address of what is to be shown; the opposite of `parseRoute`. */
export function formatRoute({ site, person, stage, language }: Route): string {
  const path = site === null ? "/" : `/sites/${encodeURIComponent(site)}${person === null ? "" : `/people/${encodeURIComponent(person)}`}`;
  const query = new URLSearchParams();
  if (stage !== null) query.set("stage", stage);
  if (language !== null) query.set("lang", language);
  return query.size === 0 ? path : `${path}?${query}`;
}
