const TERMS = 18;

/** Beyond this many half-lives a weight is nothing beside that of the last touchpoint. */
const NOTHING_AFTER = 60;

/**
 * One half to the power of `times` (not negative), to about 15 digits. Only addition, multiplication and division are
 * used, which every engine rounds alike; `Math.pow` may differ from one to the next, and an old credit must not.
 */
export function halved(times: number): number {
  if (times > NOTHING_AFTER) return 0;
  const whole = Math.floor(times);
  const power = -(times - whole) * Math.LN2;
  let value = 1;
  for (let term = TERMS; term > 0; term--) value = 1 + (value * power) / term;
  for (let halving = 0; halving < whole; halving++) value /= 2;
  return value;
}
