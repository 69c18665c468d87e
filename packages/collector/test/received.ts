import { createKeyedHash } from "@waystitch/naming";
import type { EventRow } from "@waystitch/store";
import type { Received } from "../src/steps/draft.js";
import { isRejection } from "../src/steps/in-order.js";
import { createSteps } from "../src/steps/steps.js";
import { createReadUserAgent } from "../src/steps/user-agent.js";

export const readUserAgent = createReadUserAgent();
export const hash = createKeyedHash("a secret of this test");
export const steps = createSteps({ readUserAgent, hash, findCountry: () => null });

export const noon = Date.UTC(2026, 10, 22, 12);
export const ago = (ms: number): string => new Date(noon - ms).toISOString();
export const CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36";
export const PIXEL =
  "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Mobile Safari/537.36";

export const browser: Received = {
  siteId: "demo",
  sender: { trusted: false },
  receivedAt: noon,
  sentAt: noon,
  context: { ok: true, value: {} },
  userAgent: CHROME,
  acceptLanguage: "vi-VN,vi;q=0.9,en;q=0.8",
  address: "203.0.113.77",
  country: null,
  keepsContacts: false,
};
export const server: Received = { ...browser, sender: { trusted: true }, userAgent: "node", acceptLanguage: null, address: "192.0.2.1" };
export const page = { type: "page", messageId: "m1", anonymousId: "v1" };

/** The row that an event becomes. */
export function rowOf(raw: unknown, received: Received = browser): EventRow {
  const outcome = steps(raw, received);
  if (isRejection(outcome)) throw new Error(`${outcome.reason}: ${outcome.detail}`);
  return outcome.event;
}
