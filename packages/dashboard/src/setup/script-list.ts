import { isObject } from "@waystitch/protocol";
import type { PinnedScript } from "./answers.js";

const PINNED = /^\/waystitch\.[0-9a-f]{12}\.js$/;
const INTEGRITY = /^sha384-[A-Za-z0-9+/]{64}$/;
const WAITS_MS = 2_000;
const BELIEVED_MS = 60_000;
const MOST_BYTES = 100_000;

/** The version of the tag's script in a collector's list, or `null` when it names none. */
export function findPinned(list: unknown): PinnedScript | null {
  const scripts: unknown = isObject(list) ? list["scripts"] : undefined;
  if (!Array.isArray(scripts)) return null;
  for (const each of scripts as readonly unknown[]) {
    const { path, integrity, isVersioned } = isObject(each) ? each : {};
    if (isVersioned !== true || typeof path !== "string" || typeof integrity !== "string") continue;
    if (PINNED.test(path) && INTEGRITY.test(integrity)) return { path, integrity };
  }
  return null;
}

async function askList(collectorUrl: string): Promise<PinnedScript | null> {
  try {
    const answer = await fetch(new URL("/waystitch.json", collectorUrl), { redirect: "error", signal: AbortSignal.timeout(WAITS_MS) });
    if (!answer.ok || Number(answer.headers.get("content-length") ?? 0) > MOST_BYTES) return null;
    return findPinned(await answer.json());
  } catch {
    // The pages' way to the collector need not be open from here.
    return null;
  }
}

/**
 * Asks the collector once a minute at most which version of the script it serves, and its hash.
 * @param collectorUrl from the dashboard's own settings, never from a request
 */
export function createScriptList(collectorUrl: string | null, now: () => number = Date.now): () => Promise<PinnedScript | null> {
  let asked: { readonly until: number; readonly answer: Promise<PinnedScript | null> } | undefined;
  return async () => {
    if (collectorUrl === null) return null;
    if (asked === undefined || asked.until <= now()) asked = { until: now() + BELIEVED_MS, answer: askList(collectorUrl) };
    return await asked.answer;
  };
}
