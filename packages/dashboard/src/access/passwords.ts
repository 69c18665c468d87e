import { hash, verify } from "@node-rs/argon2";
import type { BothLanguages } from "../gate-frame.js";
import { COMMON_PASSWORDS } from "./common-passwords.js";

/** Argon2id, which is the library's choice, with the memory and passes that OWASP recommends at least (19 MiB, 2). */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 };

/** A hash of the same cost that no password is known for: what the password of an unknown user is compared with. */
export const NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5LWhhcy10aGlzLQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/** So many are computed at a time, and so many wait; each takes 19 MiB while it is computed. */
const MOST_AT_ONCE = 2;
const MOST_WAITING = 16;

const LENGTH = { least: 10, most: 128 };

/** Too many passwords are being checked already. */
export class PasswordsBusyError extends Error {
  override readonly name = "PasswordsBusyError";
}

/** The same text typed on another keyboard is the same password. */
export const normalisePassword = (password: string): string => password.normalize("NFC");

const trouble = (english: string, vietnamese: string): BothLanguages => ({ english, vietnamese });

/** Why a text cannot be somebody's password, or `null`. Length counts, after NIST SP 800-63B; which characters it has does not. */
export function findPasswordFault(password: string, email: string): BothLanguages | null {
  const plain = normalisePassword(password);
  const length = [...plain].length;
  if (length < LENGTH.least) return trouble("Use at least 10 characters.", "Hãy dùng ít nhất 10 ký tự.");
  if (length > LENGTH.most) return trouble("Use at most 128 characters.", "Hãy dùng nhiều nhất 128 ký tự.");
  const small = plain.toLowerCase();
  if (small === email.toLowerCase() || small === email.toLowerCase().split("@")[0])
    return trouble("Your e-mail address is no password.", "Địa chỉ thư điện tử không thể là mật khẩu.");
  if (COMMON_PASSWORDS.has(small) || new Set(small).size === 1)
    return trouble(
      "That is one of the commonest passwords: choose another.",
      "Đó là một trong những mật khẩu phổ biến nhất: hãy chọn mật khẩu khác.",
    );
  return null;
}

/** Hashes passwords and checks them, a few at a time. */
export interface Passwords {
  /** @throws PasswordsBusyError */
  hash(password: string): Promise<string>;
  /** @param passwordHash `null` for a user who is not there; takes as long and is never true @throws PasswordsBusyError */
  verify(passwordHash: string | null, password: string): Promise<boolean>;
}

export function createPasswords(): Passwords {
  let running = 0;
  const waiting: (() => void)[] = [];
  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= MOST_AT_ONCE) {
      if (waiting.length >= MOST_WAITING) throw new PasswordsBusyError("Too many passwords are being checked.");
      // Whoever ends hands the turn on, so that nobody comes in between.
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else running++;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running--;
      else next();
    }
  };
  return {
    hash: async (password) => await inTurn(() => hash(normalisePassword(password), COST)),
    verify: async (passwordHash, password) => {
      // What is longer than any password is not worth the work of hashing it.
      const isRight = await inTurn(() => verify(passwordHash ?? NOBODY, normalisePassword(password.slice(0, 4 * LENGTH.most))));
      return isRight && passwordHash !== null;
    },
  };
}
