export { CATALOGUES, type Catalogue, LATER_STEPS, SNOWPLOW_ACTION } from "./aliases.js";
export { parseAmount } from "./amount.js";
export { cleanJson, cleanText } from "./clean.js";
export { CONTACT_KEYS, CONTACT_KINDS, type ContactKind, plainKey, SHA256_KEYS } from "./contact-keys.js";
export { normaliseEmail } from "./email.js";
export {
  type BatchAnswer,
  type CampaignContext,
  EVENT_TYPES,
  type EventContext,
  type EventType,
  type PageContext,
  type ParsedEvent,
  type SaidEvent,
  type WireBatch,
  type WireEvent,
} from "./event.js";
export { isObject, type Json, type JsonObject, utf8Bytes } from "./json.js";
export { LIMITS } from "./limits.js";
export { EVENT, type KnownEventName, ORDER_EVENTS, SERVER_EVENTS } from "./names.js";
export { normaliseEvent } from "./normalise.js";
export { isAllowedOrigin, isOriginPattern } from "./origins.js";
export { type ParseResult, parseEvent } from "./parse.js";
export { PARTS, partOf } from "./part.js";
export { isPlaceholderPhone, plainPhone } from "./phone.js";
export { PLACEHOLDER_ADDRESSES } from "./placeholders.js";
export { REJECT_REASONS, type Rejection, type RejectReason } from "./reject.js";
export { EVENT_FIELDS, ONE_PRODUCT, PRODUCT_FIELDS, type Renaming } from "./shapes.js";
export { type Clocks, correctClock, parseTime } from "./time.js";
export { type Sender, type ValidateResult, validateEvent } from "./validate.js";
