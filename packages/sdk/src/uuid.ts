/** Fills an array of bytes with random ones. */
export type RandomBytes = (bytes: Uint8Array<ArrayBuffer>) => void;

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, "0");

/**
 * Makes version 7 UUIDs (RFC 9562) that sort in the order in which they were made, also within a millisecond and
 * when the clock is set back: time and a count up to 1024 after it are one number that only grows.
 */
export function createUuids(now: () => number, random: RandomBytes): () => string {
  const bytes = new Uint8Array(8);
  let stamp = 0;
  return () => {
    random(bytes);
    stamp = Math.max(now() * 1024, stamp + 1);
    const tail = Array.from(bytes, (byte) => hex(byte, 2)).join("");
    const text = `${hex(Math.floor(stamp / 1024), 12)}7${hex(stamp % 1024, 3)}8${tail}`;
    return text.replace(/(.{8})(.{4})(.{4})(.{4})(.{12}).*/, "$1-$2-$3-$4-$5");
  };
}

/** When a version 7 UUID was made, in epoch milliseconds. */
export const timeOfUuid = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
