import { VERSION } from "./version.js";

/** When and where a call was made. */
export interface Moment {
  /** Epoch milliseconds by the browser's clock. */
  readonly time: number;
  readonly url: string;
}

/** Campaign parameters of an address under Segment's names; `undefined` without any. */
export function campaignOf(parameters: URLSearchParams): Record<string, string> | undefined {
  let campaign: Record<string, string> | undefined;
  for (const parameter of "source medium campaign term content id".split(" ")) {
    const value = parameters.get(`utm_${parameter}`);
    if (value) campaign = { ...campaign, [parameter === "campaign" ? "name" : parameter]: value };
  }
  return campaign;
}

let timezone: string | undefined;

/**
 * The circumstances of an event, in the shape of the protocol's `EventContext`.
 *
 * @param referrer where the visitor came from to the page
 * @param dropped events lost since the last one
 */
export function contextOf(moment: Moment, referrer: string, dropped: number | undefined): Record<string, unknown> {
  const { pathname, search, searchParams } = new URL(moment.url);
  // Asked once: it takes a millisecond.
  timezone = timezone || Intl.DateTimeFormat().resolvedOptions().timeZone;
  return {
    // Without the fragment, in which sites hide sign-in tokens.
    page: { url: moment.url.replace(/#.*/, ""), path: pathname, title: document.title, referrer, search },
    campaign: campaignOf(searchParams),
    locale: navigator.language,
    timezone,
    screen: { width: screen.width, height: screen.height },
    dropped,
    library: { name: "waystitch", version: VERSION },
  };
}
