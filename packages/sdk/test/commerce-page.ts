import { eventually } from "@waystitch/testbed";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { type Setting, settle } from "./setting.js";
import { nameOf, type Wire } from "./wire.js";

/** What a shop's server answers at an address that ends so, or at a path that contains it. */
export interface ShopAnswer {
  readonly status?: number;
  /** JSON, or a text, which is HTML unless `type` says otherwise. */
  readonly body: object | string;
  readonly type?: string;
  readonly location?: string;
  /** Milliseconds until it comes. */
  readonly delay?: number;
}

/** The events of a page: name, what saw it, properties. */
export type Sent = readonly [name: string, capture: string, properties: object];

/** A page as shops have them, what a visitor does there, and the events that come of it. */
export interface CommercePage {
  readonly what: string;
  readonly path?: string;
  /** Before the script tag. */
  readonly head?: string;
  /** After it. */
  readonly html?: string;
  readonly bodyClass?: string;
  /** By a part of the address. */
  readonly answers?: Readonly<Record<string, ShopAnswer>>;
  /** What happens when the script is there: JavaScript that may wait. */
  readonly act?: string;
  /** The act leads to another page by itself. */
  readonly leaves?: boolean;
  readonly sent: readonly Sent[];
}

export const htmlOf = (tag: string, { head = "", html = "", bodyClass = "" }: Partial<CommercePage>): string =>
  `<!doctype html><head><meta charset="utf-8"><title>Mắt Sáng</title>${head}${tag}</head><body class="${bodyClass}">${html}</body>`;

/** Answers what a page asks its shop. */
export async function answerAs({ context, site }: Setting, answers: CommercePage["answers"] = {}): Promise<void> {
  const find = (url: URL): ShopAnswer | undefined =>
    Object.entries(answers).find(([part]) => `${url.pathname}${url.search}`.includes(part))?.[1];
  await context.route(
    (url) => url.origin === site && find(url) !== undefined,
    async (route) => {
      const answer = find(new URL(route.request().url()));
      // The same look-up as above.
      const { status = 200, body, type, location, delay = 0 } = answer as ShopAnswer;
      await new Promise((done) => setTimeout(done, delay));
      const text = typeof body === "string";
      const contentType = type ?? (text ? "text/html;charset=utf-8" : "application/json");
      await route.fulfill({
        status,
        contentType,
        body: text ? body : JSON.stringify(body),
        ...(location ? { headers: { location } } : {}),
      });
    },
  );
}

/** Runs JavaScript in a page and waits for what it waits for. */
export const run = (page: Page, script: string): Promise<unknown> => page.evaluate(`(async () => {${script}})()`);

/** All events but page views, in the order they came. */
export function sentOver(wire: Wire): Sent[] {
  const unique = new Map(wire.stored().map((event) => [event.messageId, event]));
  return [...unique.values()]
    .filter(({ type }) => type !== "page")
    .map((event) => [nameOf(event), `${event.context?.["capture"]}`, event.properties ?? {}]);
}

/** Leaves the page, so that nothing waits any longer. @returns what was sent until then */
export async function leave(page: Page, { wire, site }: Setting): Promise<Sent[]> {
  await settle(page);
  await page.goto(`${site}/left`);
  await eventually(() => expect(wire.stored().map(nameOf)).toContain("page/left"));
  await settle(page);
  return sentOver(wire);
}
