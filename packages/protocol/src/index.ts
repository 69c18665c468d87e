export { cleanJson, cleanText } from "./clean.js";
export {
  type BatchAnswer,
  type CampaignContext,
  EVENT_TYPES,
  type EventContext,
  type EventType,
  type PageContext,
  type ParsedEvent,
  type WireBatch,
  type WireEvent,
} from "./event.js";
export { isObject, type Json, type JsonObject, utf8Bytes } from "./json.js";
export { LIMITS } from "./limits.js";
export { EVENT, type KnownEventName, ORDER_EVENTS, SERVER_EVENTS } from "./names.js";
export { type ParseResult, parseEvent, type Rejection, type Sender } from "./parse.js";
export { PARTS, partOf } from "./part.js";
export { REJECT_REASONS, type RejectReason } from "./reject.js";
export { type Clocks, correctClock, parseTime } from "./time.js";
