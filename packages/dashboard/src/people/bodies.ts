import type { Explanation } from "@waystitch/journey";
import type { JourneyLine, PersonRequest } from "@waystitch/store";

/** What a text that somebody typed may name. */
export const SEARCH_KINDS = ["person", "email", "phone", "user", "order", "visitor"] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

/** Answer of `/api/sites/:site/people/search`: whom the text names, and as what. */
export interface SearchBody {
  readonly people: readonly { readonly line: JourneyLine; readonly as: readonly SearchKind[] }[];
  /** It could not be looked for: the dashboard does not know WAYSTITCH_SECRET. */
  readonly needsSecret: boolean;
}

/** Answer of `/api/sites/:site/journeys/:person/explanation`; `null` for a journey that is too long to be explained. */
export interface ExplanationBody {
  readonly explanation: Explanation | null;
}

/** People in the file of a list at most: more than a spreadsheet is good for, and few enough for one answer. */
export const MOST_IN_FILE = 10_000;

/** Answer of `/api/sites/:site/journeys/:person/requests`: what whoever asks may ask for, and the erasure that waits. */
export interface RightsBody {
  readonly mayExport: boolean;
  readonly mayErase: boolean;
  readonly erasure: PersonRequest | null;
}
