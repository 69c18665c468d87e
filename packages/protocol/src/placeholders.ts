/**
 * What people and test suites type where an e-mail address is asked for. None of them names a person, and every one
 * of them would make strangers one person. Collected by hand from common form placeholders, 2026-11.
 */
export const PLACEHOLDER_ADDRESSES: ReadonlySet<string> = new Set([
  ...["a@a.com", "a@b.com", "a@b.c", "aa@aa.com", "123@123.com", "123@gmail.com", "a@gmail.com", "abc@gmail.com", "test@gmail.com"],
  ...["email@domain.com", "name@domain.com", "user@domain.com", "your@email.com", "youremail@gmail.com", "your@domain.com"],
  ...["email@example.com", "name@example.com", "user@example.com", "you@example.com", "example@example.com", "test@example.com"],
  ...["example@gmail.com", "none@none.com", "no@email.com", "noemail@gmail.com", "khongco@gmail.com", "khong@gmail.com"],
]);

/** Mailboxes that nobody reads. */
const MAILBOXES: ReadonlySet<string> = new Set(["noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "mailer-daemon"]);

/** True for an address, in lower case, that stands for no one, such as `test@test.com`. */
export function isPlaceholder(address: string): boolean {
  const at = address.lastIndexOf("@");
  const mailbox = address.slice(0, at);
  const [label] = address.slice(at + 1).split(".");
  return PLACEHOLDER_ADDRESSES.has(address) || MAILBOXES.has(mailbox) || mailbox === label;
}
