import { fileURLToPath } from "node:url";
import { peerFile, peerVersion } from "../peers/install.js";

/** A script that a page can load, and what the page says to it. The code may use `collector`, a variable of the page with a base URL. */
export interface Contender {
  readonly name: string;
  readonly version: string;
  /** The file a page loads as it was published; or, where the package holds none, a module that rollup bundles and minifies. */
  readonly code: { readonly file: string } | { readonly entry: string };
  /** Files that the script loads from beside it. */
  readonly beside?: readonly string[];
  /** Attributes of the script tag. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** Runs before the script is asked for. */
  readonly before?: string;
  /** Runs when the script has run. */
  readonly after?: string;
  /** Records the event `name` with the properties `properties`. */
  readonly track: string;
}

const dist = (name: string): string => fileURLToPath(new URL(`../../packages/sdk/dist/${name}`, import.meta.url));

const ours = { version: "", attributes: { "data-write-key": "wk_bench" }, track: "waystitch.track(name, properties)" };

/** Our script, what it is without forms and the data layer, and everything in one. What it loads later is told beside. */
export const OURS: readonly Contender[] = [
  { ...ours, name: "Waystitch", code: { file: dist("waystitch.js") }, beside: [dist("waystitch-activity.js")] },
  { ...ours, name: "Waystitch, core", code: { file: dist("waystitch-core.js") } },
  { ...ours, name: "Waystitch, full", code: { file: dist("waystitch-full.js") } },
];

/**
 * Peers, each set up as its documentation shows it first, with page views also of single-page navigation where that is an option,
 * and everything else as it comes (PostHog sends after one second instead of three, so as to be seen). What they would ask their own service for is answered by the bench.
 */
export const peers = (): readonly Contender[] => [
  {
    name: "Plausible",
    version: peerVersion("@plausible-analytics/tracker"),
    code: {
      entry: `import { init, track } from "@plausible-analytics/tracker";
        init({ domain: "shop.example", endpoint: collector + "/api/event", captureOnLocalhost: true, logging: false });
        window.peer = track;`,
    },
    track: "peer(name, { props: properties })",
  },
  {
    name: "OpenPanel",
    version: peerVersion("@openpanel/web"),
    code: { file: peerFile("@openpanel/web/dist/src/tracker.global.js") },
    before: `window.op = { q: [["init", { clientId: "id", apiUrl: collector, trackScreenViews: true, trackOutgoingLinks: true, trackAttributes: true }]] }`,
    track: `op("track", name, properties)`,
  },
  {
    name: "Rybbit",
    version: peerVersion("@rybbit/js"),
    code: {
      entry: `import rybbit from "@rybbit/js";
        rybbit.init({ analyticsHost: collector + "/api", siteId: "1" });
        window.peer = rybbit;`,
    },
    track: "peer.event(name, properties)",
  },
  {
    name: "Snowplow",
    version: peerVersion("@snowplow/browser-tracker"),
    code: { file: peerFile("@snowplow/browser-tracker/dist/index.umd.min.js") },
    after: `snowplowBrowserTracking.newTracker("sp", collector, { appId: "shop" });
      snowplowBrowserTracking.enableActivityTracking({ minimumVisitLength: 30, heartbeatDelay: 10 });
      snowplowBrowserTracking.trackPageView();`,
    track: `snowplowBrowserTracking.trackSelfDescribingEvent({ event: { schema: "iglu:example/" + name.replace(/ /g, "") + "/jsonschema/1-0-0", data: properties } })`,
  },
  {
    name: "Segment",
    version: peerVersion("@segment/analytics-next"),
    code: { file: peerFile("@segment/analytics-next/dist/umd/standalone.js") },
    before: `window.analytics = [["page"]];
      Object.assign(analytics, { invoked: true, _writeKey: "key", _cdn: collector,
        _loadOptions: { integrations: { "Segment.io": { apiHost: collector.slice(7) + "/v1", protocol: "http" } } } });`,
    track: "analytics.track(name, properties)",
  },
  {
    name: "RudderStack",
    version: peerVersion("@rudderstack/analytics-js"),
    // The one that fetches nothing more: the plugins of the other are not in the package.
    code: {
      entry: `import { RudderAnalytics } from "@rudderstack/analytics-js/bundled";
        window.peer = new RudderAnalytics();
        peer.load("key", collector, { configUrl: collector });
        peer.page();`,
    },
    track: "peer.track(name, properties)",
  },
  {
    name: "PostHog",
    version: peerVersion("posthog-js"),
    code: { file: peerFile("posthog-js/dist/array.js") },
    before: `window.posthog = Object.assign([], { __SV: 1, _i: [["key", { api_host: collector, defaults: "2026-08-30", request_queue_config: { flush_interval_ms: 1000 } }, "posthog"]] });`,
    track: "posthog.capture(name, properties)",
  },
];
