import { createHash, randomBytes } from "node:crypto";

/** Names a secret without telling it: SHA-256, in hexadecimal. */
export const hashOf = (token: string): string => createHash("sha256").update(token).digest("hex");

/** A secret that nobody guesses, of 192 bits for a link that lives for days, or 256 for a browser. */
export const createToken = (bytes: 24 | 32): string => randomBytes(bytes).toString("base64url");
