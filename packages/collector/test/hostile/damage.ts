import type { Random } from "./random.js";

const TOKENS = ['"', "{", "}", "[", "]", ",", ":", "\\", "\\u", "\0", "null", "1e999", "\n", "\ufeff", "//", "'", "NaN", "-", "0"];
/** What is no UTF-8: a half of a character, a byte that never occurs, an overlong slash, a surrogate. */
const NO_UTF8 = [[0xc3], [0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf8, 0x88, 0x80, 0x80, 0x80], [0xe2, 0x82]].map((bytes) =>
  Buffer.from(bytes),
);

/** One damage to bytes: cut, flipped, doubled, left out, put in. */
function damageOnce(random: Random, bytes: Buffer): Buffer {
  const at = random.below(bytes.length + 1);
  const length = 1 + random.below(random.chance(0.2) ? 2_000 : 8);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  switch (random.below(8)) {
    case 0:
      return before;
    case 1:
      return after;
    case 2:
      return Buffer.concat([before, after.subarray(length)]);
    case 3:
      return Buffer.concat([before, after.subarray(0, length), after]);
    case 4:
      return Buffer.concat([before, Buffer.from(random.pick(TOKENS)), after]);
    case 5:
      return Buffer.concat([before, random.pick(NO_UTF8), after]);
    case 6:
      return Buffer.concat([before, Buffer.from(Array.from({ length }, () => random.below(256))), after]);
    default: {
      const flipped = Buffer.from(bytes);
      if (at < flipped.length) flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << random.below(8)), at);
      return flipped;
    }
  }
}

/** Bytes with one damage, or a few. */
export function damage(random: Random, bytes: Buffer): Buffer {
  let damaged = bytes;
  for (let left = random.chance(0.6) ? 1 : 1 + random.below(5); left > 0; left--) damaged = damageOnce(random, damaged);
  return damaged;
}
