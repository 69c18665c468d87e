let last = 0;

/** Decimal digits are digits of a UUID, too; twelve of them end all ids of this page. */
const page = crypto.getRandomValues(new Uint8Array(12)).join("");

const hex = (value: number): string => value.toString(16);

/**
 * Makes a version 7 UUID (RFC 9562): the time, of which no two ids of a page have the same, a number, and what tells the page from others.
 * They sort in the order in which the page made them, also within a millisecond and when the clock is set back, and whoever has those
 * of a page can tell which are missing. The time has 11 digits until the year 2527.
 *
 * @param number how many a tracker made before on this page; past 16,383 the digit of the variant is not the RFC's
 */
export const newId = (number: number): string => {
  last = Math.max(Date.now(), last + 1);
  // biome-ignore lint/style/useTemplate: as a template in a template it is harder to read, and longer.
  return (`0${hex(last)}`.replace(/.{8}/, "$&-") + hex(0x70008000 + number).replace(/.{4}/, "-$&-") + `-${page}`).slice(0, 36);
};

/** What ids that were made before a time, in epoch milliseconds, sort before; within about a minute. */
export const idsAt = (time: number): string => `0${hex(time).slice(0, 7)}`;
