import { EVENT } from "@waystitch/protocol";
import { listen, on } from "./signals.js";
import type { Watcher } from "./watcher.js";

/** How long somebody who does nothing counts as reading: a tab left open over night is not read for eight hours. */
const IDLE_MS = 30_000;
/** Less is not told. */
const LEAST_MS = 1000;

/**
 * Tells how long a page was looked at and how far down, when it is left or another page takes its place: each time what came
 * since the last time, and the time until which somebody was there. How far down is the share of the way there is to scroll.
 */
export const watchEngagement: Watcher = ({ options, track }) => {
  if (options.engagement === "off") return;
  /** The last sign of somebody; none while nobody can see the page. */
  let since = Infinity;
  let until = 0;
  let engaged = 0;
  let depth = 0;
  let url: string;

  const notice = (): void => {
    const now = Date.now();
    const passed = Math.min(now - since, IDLE_MS);
    // Below zero where there was no sign, or the clock was set back.
    if (passed > 0) {
      engaged += passed;
      until = since + passed;
    }
    since = document.hidden ? Infinity : now;
  };
  const tell = (): void => {
    notice();
    const properties = { engaged_ms: engaged, scroll_percent: depth };
    // By now the address may be the next page's.
    const context = { capture: "engagement", page: { url } };
    if (engaged >= LEAST_MS) track(EVENT.pageEngaged, properties, { timestamp: until, context });
    engaged = 0;
    depth = 0;
    url = location.href.replace(/#.*/, "");
  };
  tell();
  for (const sign of ["pointerdown", "pointermove", "keydown", "visibilitychange"]) listen(document, sign, notice);
  listen(document, "scroll", ({ target }) => {
    // Parts of the page scroll, too, some by themselves.
    if (target !== document) return;
    notice();
    const percent = Math.round((scrollY / (document.documentElement.scrollHeight - innerHeight)) * 100);
    // NaN where there is no way, more than the whole where the page springs back.
    depth = Math.max(depth, Math.min(100, percent || 0));
  });
  on("leave", tell);
  on("view", tell);
};
