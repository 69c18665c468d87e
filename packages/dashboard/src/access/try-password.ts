import { type Database, forgiveSignInTry, loadCredentials, takeSignInTry } from "@waystitch/store";
import { type Passwords, PasswordsBusyError } from "./passwords.js";

/** An e-mail address and a password, and where they come from. */
export interface PasswordTry {
  readonly email: string;
  readonly password: string;
  readonly addressPrefix: string | null;
  readonly browser: string | undefined;
}

export type PasswordOutcome =
  | { readonly kind: "right"; readonly userId: string }
  /** `isUser` is for the audit log, and not for whoever tries. What was typed in place of an address may be a password. */
  | { readonly kind: "wrong"; readonly isUser: boolean }
  | { readonly kind: "wait"; readonly seconds: number }
  | { readonly kind: "busy" };

/**
 * Says whether an e-mail address and a password belong together. An address that nobody has is answered like a wrong password, after
 * the same work.
 */
export async function tryPassword(db: Database, passwords: Passwords, attempt: PasswordTry): Promise<PasswordOutcome> {
  const { email, password, addressPrefix, browser } = attempt;
  const outcome = await takeSignInTry(db, { email, addressPrefix, ...(browser === undefined ? {} : { browser }) });
  if ("waitSeconds" in outcome) return { kind: "wait", seconds: outcome.waitSeconds };
  const credentials = await loadCredentials(db, email);
  try {
    if (!(await passwords.verify(credentials?.passwordHash ?? null, password)) || credentials === null)
      return { kind: "wrong", isUser: credentials !== null };
  } catch (error) {
    if (error instanceof PasswordsBusyError) return { kind: "busy" };
    throw error;
  }
  await forgiveSignInTry(db, outcome.letThrough);
  return { kind: "right", userId: credentials.userId };
}
