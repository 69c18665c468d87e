/** A value that survives JSON. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
/** A JSON object; a key that was never set reads as `undefined`. */
export type JsonObject = { readonly [key: string]: Json | undefined };

/** True for a JSON object, false for an array, `null` and every scalar. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** UTF-8 length of a string in bytes, without allocating the bytes. */
export function utf8Bytes(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    // A surrogate pair is four bytes in two units, so each half counts two.
    bytes += unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 1 : 2;
  }
  return bytes;
}
