import type { JsonObject } from "@waystitch/protocol";
import type { Client, Enriched, Received, Timed } from "./draft.js";
import type { Step } from "./in-order.js";
import { ipPrefix } from "./ip-prefix.js";
import type { ReadUserAgent } from "./user-agent.js";

const LANGUAGE = /^[a-z]{2,3}(?:[-_][a-z0-9]{2,8}){0,3}$/i;

const textOf = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

function languageOf(locale: string | null, acceptLanguage: string | null): string | null {
  for (const candidate of [locale, acceptLanguage?.split(/[,;]/, 1)[0]?.trim()])
    if (candidate && LANGUAGE.test(candidate)) return candidate.replaceAll("_", "-");
  return null;
}

/** A browser is who sends the request; a server speaks for a browser, and its own headers say nothing about that one. */
function circumstances(context: JsonObject, received: Received) {
  if (!received.sender.trusted)
    return { userAgent: received.userAgent, acceptLanguage: received.acceptLanguage, address: received.address };
  return { userAgent: textOf(context["userAgent"]), acceptLanguage: null, address: textOf(context["ip"]) ?? received.address };
}

function clientOf(context: JsonObject, received: Received, readUserAgent: ReadUserAgent): Client {
  const { userAgent, acceptLanguage, address } = circumstances(context, received);
  const read = userAgent === null ? null : readUserAgent(userAgent);
  return {
    device: read?.device ?? null,
    browser: read?.browser ?? null,
    os: read?.os ?? null,
    language: languageOf(textOf(context["locale"]), acceptLanguage),
    ipPrefix: ipPrefix(address),
    botReason: read === null && !received.sender.trusted ? "no user agent" : (read?.botReason ?? null),
  };
}

/** Adds what the request's headers and address, or the context a server gave, say about the browser. */
export const enrich =
  ({ readUserAgent }: { readonly readUserAgent: ReadUserAgent }): Step<Timed, Enriched> =>
  (event, received) => ({ ...event, client: clientOf(event.context, received, readUserAgent) });
