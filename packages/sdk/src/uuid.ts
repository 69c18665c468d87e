/** Counts within a millisecond, before the next one is borrowed from. */
const COUNTS = 256;

let last = 0;

const hex = (value: number): string => value.toString(16);

/**
 * Makes a version 7 UUID (RFC 9562). They sort in the order in which the page made them, also within a millisecond and
 * when the clock is set back: time and a count after it are one number that only grows. It has 13 digits until the year 2527.
 */
export const newId = (): string => {
  last = Math.max(Date.now() * COUNTS, last + 1);
  const random = "x-8xxx-xxxxxxxxxxxx".replace(/x/g, () => hex((crypto.getRandomValues(new Uint8Array(1))[0] as number) >> 4));
  return `0${hex(last)}`.replace(/(.{8})(.{4})/, "$1-$2-7") + random;
};

/** What ids that were made before a time, in epoch milliseconds, sort before; within about a minute. */
export const idsAt = (time: number): string => `0${hex(time).slice(0, 7)}`;
