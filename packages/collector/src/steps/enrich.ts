import type { JsonObject } from "@waystitch/protocol";
import { ipPrefix } from "@waystitch/service";
import type { FindCountry } from "../find-country.js";
import type { Client, Enriched, Received, Timed } from "./draft.js";
import type { Step } from "./in-order.js";
import type { ReadUserAgent } from "./user-agent.js";

const LANGUAGE = /^[a-z]{2,3}(?:[-_][a-z0-9]{2,8}){0,3}$/i;

const textOf = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

function languageOf(locale: string | null, acceptLanguage: string | null): string | null {
  for (const candidate of [locale, acceptLanguage?.split(/[,;]/, 1)[0]?.trim()])
    if (candidate && LANGUAGE.test(candidate)) return candidate.replaceAll("_", "-");
  return null;
}

/** A browser is who sends the request; a server speaks for a browser, and its own headers and address say nothing about that one. */
function circumstances(context: JsonObject, received: Received, findCountry: FindCountry) {
  if (!received.sender.trusted) {
    const { userAgent, acceptLanguage, address, country } = received;
    return { userAgent, acceptLanguage, address, country: country ?? findCountry(address) };
  }
  const ip = textOf(context["ip"]);
  const country = ip === null ? null : findCountry(ip);
  return { userAgent: textOf(context["userAgent"]), acceptLanguage: null, address: ip ?? received.address, country };
}

function clientOf(context: JsonObject, received: Received, { readUserAgent, findCountry }: EnrichTools): Client {
  const { userAgent, acceptLanguage, address, country } = circumstances(context, received, findCountry);
  const read = userAgent === null ? null : readUserAgent(userAgent);
  return {
    device: read?.device ?? null,
    browser: read?.browser ?? null,
    os: read?.os ?? null,
    language: languageOf(textOf(context["locale"]), acceptLanguage),
    ipPrefix: ipPrefix(address),
    botReason: read === null && !received.sender.trusted ? "no user agent" : (read?.botReason ?? null),
    country,
  };
}

interface EnrichTools {
  readonly readUserAgent: ReadUserAgent;
  readonly findCountry: FindCountry;
}

/** Adds what the request's headers and address, or the context a server gave, say about the browser. */
export const enrich =
  (tools: EnrichTools): Step<Timed, Enriched> =>
  (event, received) => ({ ...event, client: clientOf(event.context, received, tools) });
