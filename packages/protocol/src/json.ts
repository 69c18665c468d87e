/** A value that survives JSON. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
/** A JSON object; a key that was never set reads as `undefined`. */
export type JsonObject = { readonly [key: string]: Json | undefined };

/** True for a JSON object, false for an array, `null` and every scalar. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** UTF-8 length of a string in bytes, without allocating the bytes. A lone surrogate counts as the U+FFFD it is sent as. */
export function utf8Bytes(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    bytes += unit < 0x800 ? 1 : 2;
    // A surrogate pair is four bytes in two units: the second half is paid for.
    if (unit >= 0xd800 && unit <= 0xdbff && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) i++;
  }
  return bytes;
}
