export { type Contact, normalisePhone, parseContact, parseEmail, parseHashed, parsePhone } from "./contact.js";
export { createKeyedHash, type ErasedKey, erasedKeyWith, type HashKind, identifierOf, type KeyedHash } from "./keyed-hash.js";
export { maskText, REMOVED } from "./mask-text.js";
export { createNaming, type Naming } from "./naming.js";
export { contactOfId, scrubId } from "./scrub-id.js";
export { classifyKey } from "./sensitive-keys.js";
