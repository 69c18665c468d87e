/** Numbers that look like chance and are the same for the same seed. */
export interface Random {
  /** From 0 to below `end`. */
  below(end: number): number;
  /** True so often, from 0 to 1. */
  chance(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
}

/** Mulberry32, by Tommy Ettinger, in the public domain. */
export function createRandom(seed: number): Random {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  // The first numbers of neighbouring seeds are neighbours.
  for (let discarded = 0; discarded < 4; discarded++) next();
  const below = (end: number): number => Math.floor(next() * end);
  return {
    below,
    chance: (probability) => next() < probability,
    pick(from) {
      const one = from[below(from.length)];
      if (one === undefined) throw new RangeError("nothing to pick from");
      return one;
    },
  };
}
