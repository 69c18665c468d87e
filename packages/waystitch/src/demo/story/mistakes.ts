import type { JsonObject, RejectReason } from "@waystitch/protocol";
import type { Chance } from "../chance.js";
import type { Device, Recorder } from "./recorder.js";

/** What a site's own code gets wrong, and why the collector does not store it. */
const MISTAKES: readonly {
  readonly share: number;
  readonly reject: RejectReason;
  readonly event: (device: Device, chance: Chance) => JsonObject;
}[] = [
  {
    share: 5,
    reject: "order_id_empty",
    event: ({ visitorId }, chance) => ({
      type: "track",
      event: "Order Completed",
      anonymousId: visitorId,
      properties: { order_id: "", total: chance.whole(3, 20) * 100_000 },
    }),
  },
  { share: 4, reject: "no_visitor", event: () => ({ type: "track", event: "Email Opened", properties: { campaign: "ban-tin-tuan" } }) },
  { share: 3, reject: "timestamp_invalid", event: ({ visitorId }) => ({ type: "page", anonymousId: visitorId, timestamp: "hôm qua" }) },
  { share: 3, reject: "name_missing", event: ({ visitorId }) => ({ type: "track", anonymousId: visitorId, properties: {} }) },
  {
    share: 1,
    reject: "field_not_object",
    event: ({ visitorId }) => ({ type: "track", event: "Product Viewed", anonymousId: visitorId, properties: "may" }),
  },
];

/** One event that cannot be stored. */
export function mistake(recorder: Recorder, device: Device, at: number, chance: Chance): void {
  const { event, reject } = chance.share(MISTAKES);
  recorder.wrong(at, event(device, chance), reject);
}
