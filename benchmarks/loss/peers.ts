import type { Peer } from "./peer.js";

/** An event in the shape of Segment's specification, which others took over. */
interface SegmentEvent {
  readonly event?: string;
  readonly properties?: object;
  readonly messageId?: string;
}
const segmentEvents = (body: string): readonly { name: unknown; properties: unknown; id: unknown }[] => {
  const { batch, ...single } = JSON.parse(body) as SegmentEvent & { readonly batch?: readonly SegmentEvent[] };
  return (batch ?? [single]).map(({ event, properties, messageId }) => ({ name: event, properties, id: messageId }));
};

/** https://docs.snowplow.io/docs/sources/web-trackers/quick-start-guide/ and, for the body, .../snowplow-tracker-protocol/ */
const snowplow: Peer = {
  name: "Snowplow",
  package: "@snowplow/browser-tracker",
  settings: "as in the quick start: activity tracking, page view, self-describing events",
  entry: (url) => `
    import { enableActivityTracking, newTracker, trackPageView, trackSelfDescribingEvent } from "@snowplow/browser-tracker";
    newTracker("sp", ${url}, { appId: "shop" });
    enableActivityTracking({ minimumVisitLength: 30, heartbeatDelay: 10 });
    trackPageView();
    probe = (name, properties) => trackSelfDescribingEvent({
      event: { schema: "iglu:com.example/probe/jsonschema/1-0-0", data: { name, ...properties } },
    });`,
  answers: {},
  status: 200,
  read(body) {
    const { data } = JSON.parse(body) as { readonly data: readonly { readonly eid: string; readonly ue_pr?: string }[] };
    return data.flatMap(({ eid, ue_pr }) => {
      if (ue_pr === undefined) return [];
      const { data: event } = JSON.parse(ue_pr) as { readonly data: { readonly data: { readonly name: string } } };
      return [{ name: event.data.name, properties: event.data, id: eid }];
    });
  },
};

/** https://segment.com/docs/connections/sources/catalog/libraries/website/javascript/ */
const segment: Peer = {
  name: "Segment",
  package: "@segment/analytics-next",
  settings: "as in the quick start: load, page; delivery strategy standard",
  entry: (url) => `
    import { AnalyticsBrowser } from "@segment/analytics-next";
    const host = new URL(${url}).host;
    const analytics = AnalyticsBrowser.load(
      { writeKey: "key", cdnURL: ${url} },
      { integrations: { "Segment.io": { apiHost: host + "/v1", protocol: "http" } } },
    );
    analytics.page();
    probe = (name, properties) => analytics.track(name, properties);`,
  answers: { "/v1/projects/key/settings": { integrations: { "Segment.io": { apiKey: "key" } }, plan: {}, enabledMiddleware: {} } },
  status: 200,
  read: segmentEvents,
};

/** https://www.rudderstack.com/docs/sources/event-streams/sdks/rudderstack-javascript-sdk/ */
const rudderstack: Peer = {
  name: "RudderStack",
  package: "@rudderstack/analytics-js",
  settings: "the build with its plugins in it; load, page",
  entry: (url) => `
    import { RudderAnalytics } from "@rudderstack/analytics-js/bundled";
    const analytics = new RudderAnalytics();
    analytics.load("key", ${url}, { configUrl: ${url} });
    analytics.page();
    probe = (name, properties) => analytics.track(name, properties);`,
  answers: {
    "/sourceConfig": {
      source: {
        id: "source",
        name: "shop",
        writeKey: "key",
        workspaceId: "workspace",
        enabled: true,
        config: { statsCollection: { errors: { enabled: false }, metrics: { enabled: false } } },
        destinations: [],
      },
      updatedAt: "2026-11-01T00:00:00.000Z",
    },
  },
  status: 200,
  read: segmentEvents,
};

/** https://posthog.com/docs/libraries/js */
const posthog: Peer = {
  name: "PostHog",
  package: "posthog-js",
  settings: "defaults 2026-05-30, person_profiles identified_only, opt_out_useragent_filter so that it counts this headless browser",
  entry: (url) => `
    import posthog from "posthog-js";
    posthog.init("phc_key", {
      api_host: ${url}, defaults: "2026-05-30", person_profiles: "identified_only", opt_out_useragent_filter: true,
    });
    probe = (name, properties) => posthog.capture(name, properties);`,
  answers: {
    "/array/phc_key/config": { supportedCompression: ["gzip", "gzip-js"], hasFeatureFlags: false, sessionRecording: false, surveys: false },
  },
  status: 200,
  read(body, path) {
    if (path.startsWith("/flags")) return [];
    const text = body.startsWith("data=") ? Buffer.from(decodeURIComponent(body.slice(5)), "base64").toString() : body;
    const parsed = JSON.parse(text) as PostHogEvent | readonly PostHogEvent[] | { readonly batch: readonly PostHogEvent[] };
    const events = "batch" in parsed ? parsed.batch : [parsed].flat();
    return events.map(({ event, properties, uuid }) => ({ name: event, properties, id: uuid }));
  },
};
interface PostHogEvent {
  readonly event: string;
  readonly properties: object;
  readonly uuid?: string;
}

/** https://openpanel.dev/docs/sdks/web */
const openpanel: Peer = {
  name: "OpenPanel",
  package: "@openpanel/web",
  settings: "trackScreenViews, trackOutgoingLinks and trackAttributes, as in the documentation's example",
  entry: (url) => `
    import { OpenPanel } from "@openpanel/web";
    const op = new OpenPanel({ apiUrl: ${url}, clientId: "key", trackScreenViews: true, trackOutgoingLinks: true, trackAttributes: true });
    probe = (name, properties) => op.track(name, properties);`,
  answers: {},
  status: 200,
  read(body) {
    const { payload } = JSON.parse(body) as { readonly payload: { readonly name?: string; readonly properties?: object } };
    return [{ name: payload.name, properties: payload.properties }];
  },
};

/** https://github.com/plausible/analytics/tree/master/tracker/npm_package */
const plausible: Peer = {
  name: "Plausible",
  package: "@plausible-analytics/tracker",
  settings: "captureOnLocalhost, without which it is silent in a browser that a program steers",
  entry: (url) => `
    import { init, track } from "@plausible-analytics/tracker";
    init({ domain: "shop.example", endpoint: ${url} + "/api/event", captureOnLocalhost: true });
    probe = (name, props) => track(name, { props });`,
  answers: {},
  status: 202,
  read(body) {
    const { n, p } = JSON.parse(body) as { readonly n: string; readonly p?: object };
    return [{ name: n, properties: p }];
  },
};

/** https://rybbit.com/docs/sdks/web */
const rybbit: Peer = {
  name: "Rybbit",
  package: "@rybbit/js",
  settings: "none",
  entry: (url) => `
    import rybbit from "@rybbit/js";
    rybbit.init({ analyticsHost: ${url} + "/api", siteId: "1" });
    probe = (name, properties) => rybbit.event(name, properties);`,
  answers: { "/api/site/tracking-config/1": {} },
  status: 200,
  read(body) {
    const { event_name, properties } = JSON.parse(body) as { readonly event_name?: string; readonly properties?: string };
    return [{ name: event_name, properties: JSON.parse(properties ?? "null") }];
  },
};

export const PEERS: readonly Peer[] = [snowplow, segment, rudderstack, posthog, openpanel, plausible, rybbit];
