const WORD = 2 ** 32;

/** The first bits of the fractional parts of roots of the first primes, which the standard takes as its constants. */
function rootsOfPrimes(count: number, root: number): number[] {
  const primes: number[] = [];
  for (let candidate = 2; primes.length < count; candidate++) if (!primes.some((prime) => candidate % prime === 0)) primes.push(candidate);
  return primes.map((prime) => (prime ** (1 / root) * WORD) | 0);
}

const START = rootsOfPrimes(8, 2);
const ROUND = rootsOfPrimes(64, 3);

const turn = (word: number, bits: number): number => (word >>> bits) | (word << (32 - bits));

/** The text in whole blocks of 16 words: its bytes, a one, zeros, and its length in bits. */
function wordsOf(bytes: readonly number[]): number[] {
  const words: number[] = new Array(((bytes.length + 72) >> 6) << 4).fill(0);
  [...bytes, 128].forEach((byte, index) => {
    words[index >> 2] = (words[index >> 2] as number) | (byte << (24 - (index % 4) * 8));
  });
  words[words.length - 1] = bytes.length * 8;
  return words;
}

/** The 64 words a block of 16 is expanded to. */
function scheduleOf(block: readonly number[]): number[] {
  const words = [...block];
  for (let i = 16; i < 64; i++) {
    const [before, last] = [words[i - 15] as number, words[i - 2] as number];
    const low = turn(before, 7) ^ turn(before, 18) ^ (before >>> 3);
    const high = turn(last, 17) ^ turn(last, 19) ^ (last >>> 10);
    words.push(((words[i - 16] as number) + low + (words[i - 7] as number) + high) | 0);
  }
  return words;
}

/**
 * SHA-256 of up to 256 MiB, as 32 bytes: FIPS 180-4, https://doi.org/10.6028/NIST.FIPS.180-4
 *
 * The browser's own takes a task and is missing on plain http. A link that is followed, and a page that is left, do not wait.
 */
export function sha256(bytes: readonly number[]): number[] {
  const words = wordsOf(bytes);
  let hash = START;
  for (let at = 0; at < words.length; at += 16) {
    let state = hash;
    scheduleOf(words.slice(at, at + 16)).forEach((word, round) => {
      const [a, b, c, d, e, f, g, h] = state as [number, number, number, number, number, number, number, number];
      const mixed = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + (ROUND[round] as number) + word;
      const other = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
      state = [(mixed + other) | 0, a, b, c, (d + mixed) | 0, e, f, g];
    });
    hash = hash.map((word, index) => (word + (state[index] as number)) | 0);
  }
  return hash.reduce<number[]>((all, word) => all.concat(word >>> 24, (word >> 16) & 255, (word >> 8) & 255, word & 255), []);
}

/** UTF-8 of a text. */
export const utf8 = (text: string): number[] => Array.from(new TextEncoder().encode(text));

/** Two hexadecimal digits a byte. */
export const hex = (bytes: readonly number[]): string => bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** HMAC-SHA-256 (RFC 2104) of a text, as 32 bytes. */
export function hmacSha256(key: string, text: string): number[] {
  const bytes = utf8(key);
  const short = bytes.length > 64 ? sha256(bytes) : bytes;
  const pad = (mask: number): number[] => Array.from({ length: 64 }, (_, index) => (short[index] || 0) ^ mask);
  return sha256([...pad(0x5c), ...sha256([...pad(0x36), ...utf8(text)])]);
}
