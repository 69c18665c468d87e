import { createHash } from "node:crypto";

/** Chance that is the same each time: everything drawn follows from the text it was made of. */
export interface Chance {
  /** At least 0 and below 1. */
  readonly next: () => number;
  /** True in such a part of all cases. */
  readonly happens: (part: number) => boolean;
  readonly between: (low: number, high: number) => number;
  /** A whole number, both ends included. */
  readonly whole: (low: number, high: number) => number;
  readonly pick: <T>(list: readonly T[]) => T;
  /** One of a list, each as often as its share says. */
  readonly share: <T extends { readonly share: number }>(list: readonly T[]) => T;
  /** A name of a table of shares. */
  readonly named: (shares: Readonly<Record<string, number>>) => string;
  /** Half are below `median`, and few far above: waiting times. */
  readonly wait: (median: number, spread?: number) => number;
  /** So many letters and digits, for ids. */
  readonly code: (length: number) => string;
}

const WORD = 2 ** 32;
const ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

function only<T>(item: T | undefined): T {
  if (item === undefined) throw new Error("There is nothing to draw from.");
  return item;
}

/** Draws from SHA-256 of the text with a counter: slower than a generator made for it, and the same on every machine for good. */
export function createChance(text: string): Chance {
  let block = Buffer.alloc(0);
  let at = 0;
  let count = 0;
  const next = (): number => {
    if (at >= block.length) {
      block = createHash("sha256").update(`${text}/${count++}`).digest();
      at = 0;
    }
    const word = block.readUInt32BE(at);
    at += 4;
    return word / WORD;
  };
  const whole = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  const share = <T extends { readonly share: number }>(list: readonly T[]): T => {
    let left = next() * list.reduce((sum, item) => sum + item.share, 0);
    for (const item of list) {
      left -= item.share;
      if (left < 0) return item;
    }
    return only(list.at(-1));
  };
  return {
    next,
    happens: (part) => next() < part,
    between: (low, high) => low + next() * (high - low),
    whole,
    pick: (list) => only(list[whole(0, list.length - 1)]),
    share,
    named: (shares) => share(Object.entries(shares).map(([name, value]) => ({ name, share: value }))).name,
    // The sum of a few draws is near enough to a bell.
    wait: (median, spread = 1) => median * Math.exp(spread * 1.15 * (next() + next() + next() + next() - 2)),
    code: (length) => Array.from({ length }, () => ALPHABET[whole(0, ALPHABET.length - 1)]).join(""),
  };
}
