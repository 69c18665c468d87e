/** Counts within a millisecond, before the next one is borrowed from. */
const COUNTS = 256;

let last = 0;

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, "0");

/**
 * Makes a version 7 UUID (RFC 9562). They sort in the order in which the page made them, also within a millisecond and
 * when the clock is set back: time and a count after it are one number that only grows.
 */
export const newId = (): string => {
  last = Math.max(Date.now() * COUNTS, last + 1);
  const random = "x-8xxx-xxxxxxxxxxxx".replace(/x/g, () => hex((crypto.getRandomValues(new Uint8Array(1))[0] as number) >> 4, 1));
  return hex(last, 14).replace(/(.{8})(.{4})/, "$1-$2-7") + random;
};

/** What ids that were made before a time, in epoch milliseconds, sort before; within a minute. */
export const idsAt = (time: number): string => hex(time, 12).slice(0, 8);
