import { isAllowedOrigin } from "@waystitch/protocol";
import type { SetupAnswer } from "./tag.js";

/** Why nothing may have arrived from a page, the surest reason first. */
export type SilenceReason =
  | "noKey"
  | "insecure"
  | "onlyHere"
  | "origin"
  | "elsewhere"
  | "neverUsed"
  | "usedBefore"
  | "policy"
  | "blocker"
  | "consent";

export interface Silence {
  /** The page whose visit was waited for. */
  readonly page: URL;
  readonly setup: Pick<SetupAnswer, "collectorUrl" | "writeKeys">;
  /** Addresses of page views that did arrive meanwhile. */
  readonly others: readonly string[];
}

const isHere = (host: string): boolean => host === "localhost" || host === "[::1]" || /^127\./.test(host);

/** What is wrong for certain, as far as settings tell. */
function certain({ page, setup }: Silence): SilenceReason[] {
  const collector = setup.collectorUrl === null ? null : new URL(setup.collectorUrl);
  const reasons: SilenceReason[] = [];
  if (setup.writeKeys.length === 0) reasons.push("noKey");
  if (collector !== null && isHere(collector.hostname) && !isHere(page.hostname)) reasons.push("onlyHere");
  else if (collector?.protocol === "http:" && page.protocol === "https:") reasons.push("insecure");
  const isTaken = setup.writeKeys.some(({ origins }) => isAllowedOrigin(origins, page.origin));
  if (setup.writeKeys.length > 0 && !isTaken) reasons.push("origin");
  return reasons;
}

/** Why a page that was opened may have sent nothing: what is certain, what the keys say, and what only its browser knows. */
export function explainSilence(silence: Silence): readonly SilenceReason[] {
  const { writeKeys } = silence.setup;
  const sure = certain(silence);
  if (sure.includes("noKey")) return sure;
  const isUsed = writeKeys.some(({ lastUsedOn }) => lastUsedOn !== null);
  const known: SilenceReason = silence.others.length > 0 ? "elsewhere" : isUsed ? "usedBefore" : "neverUsed";
  return [...sure, known, "policy", "blocker", "consent"];
}

/** The address that somebody typed, or `null` when no page can be at it. */
export function parsePage(text: string): URL | null {
  const typed = text.trim();
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`;
  if (typed === "" || !URL.canParse(whole)) return null;
  const page = new URL(whole);
  return page.protocol === "https:" || page.protocol === "http:" ? page : null;
}

/** The same page with a text in its address that tells this visit from all others. */
export function markPage(page: URL, marker: string): string {
  const marked = new URL(page);
  // Not ws_...: such a parameter makes the script load more than every visitor's page does.
  marked.searchParams.set("waystitch-check", marker);
  return marked.href;
}
