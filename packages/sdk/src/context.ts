import { VERSION } from "./version.js";

/** When and where a call was made. */
export interface Moment {
  /** Epoch milliseconds by the browser's clock. */
  readonly time: number;
  readonly url: string;
}

const CAMPAIGN = {
  utm_source: "source",
  utm_medium: "medium",
  utm_campaign: "name",
  utm_term: "term",
  utm_content: "content",
  utm_id: "id",
};

/** Campaign parameters of an address under Segment's names; `undefined` without any. */
export function campaignOf(parameters: URLSearchParams): Record<string, string> | undefined {
  const campaign: Record<string, string> = {};
  let found = false;
  for (const [parameter, name] of Object.entries(CAMPAIGN)) {
    const value = parameters.get(parameter);
    if (!value) continue;
    campaign[name] = value;
    found = true;
  }
  return found ? campaign : undefined;
}

let timezone: string | undefined;

/** The circumstances of an event, in the shape of the protocol's `EventContext`. */
export function contextOf(moment: Moment, referrer: string): Record<string, unknown> {
  const { origin, pathname, search, searchParams } = new URL(moment.url);
  // Asked once: it takes a millisecond.
  timezone = timezone || Intl.DateTimeFormat().resolvedOptions().timeZone;
  return {
    // Without the fragment, in which sites hide sign-in tokens.
    page: { url: origin + pathname + search, path: pathname, title: document.title, referrer, search },
    campaign: campaignOf(searchParams),
    locale: navigator.language,
    timezone,
    screen: { width: screen.width, height: screen.height },
    library: { name: "waystitch", version: VERSION },
  };
}
