/** Fills an array of bytes with random ones. */
export type RandomBytes = (bytes: Uint8Array<ArrayBuffer>) => void;

/** The browser's source of randomness; ids stay unique enough without it, in the few embedded views that have none. */
export const browserRandom: RandomBytes = (bytes) => {
  try {
    crypto.getRandomValues(bytes);
  } catch {
    for (let i = 0; i < bytes.length; i++) bytes[i] = Math.random() * 256;
  }
};

/**
 * Makes version 7 UUIDs (RFC 9562) that sort in the order in which they were made, also within a millisecond and
 * when the clock is set back: the twelve bits after the time count on from a random start.
 */
export function createUuids(now: () => number, random: RandomBytes): () => string {
  const bytes = new Uint8Array(10);
  let time = 0;
  let count = 0;
  return () => {
    random(bytes);
    const hex = Array.from(bytes, (byte) => (byte | 256).toString(16).slice(1)).join("");
    const clock = now();
    if (clock > time) {
      time = clock;
      count = Number.parseInt(hex.slice(16, 19), 16) >> 1;
    } else if (++count > 4095) {
      time++;
      count = 0;
    }
    const head = time.toString(16).padStart(12, "0");
    const variant = (8 + ((bytes[0] as number) & 3)).toString(16);
    return `${head.slice(0, 8)}-${head.slice(8)}-7${count.toString(16).padStart(3, "0")}-${variant}${hex.slice(1, 4)}-${hex.slice(4, 16)}`;
  };
}

/** When an id was made, in epoch milliseconds; NaN for what is no version 7 UUID. */
export const timeOfUuid = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
