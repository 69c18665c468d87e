/**
 * Values that many sites send in place of an id; comparing is case-insensitive.
 * The first four lines join what PostHog, Segment and RudderStack each refuse or advise to refuse (their public
 * documentation, read in 2026); the rest are our own: test accounts, and what Vietnamese shops and tills call a customer
 * they do not know.
 */
const PLACEHOLDERS: ReadonlySet<string> = new Set([
  ...["anonymous", "guest", "distinctid", "distinct_id", "id", "not_authenticated", "email", "undefined", "true", "false", "null"],
  ...["none", "nan", "unknown", "n/a", "[object object]", "0", "-1", "void", "abc123"],
  ...["nil", "(null)", "not set", "(not set)", "not_set", "empty", "string", "default", "anonymoususer", "anonymous_user"],
  ...["userid", "user_id", "customerid", "customer_id", "anonymousid", "anonymous_id", "visitorid", "visitor_id", "uid", "uuid"],
  ...["test", "user", "admin", "customer", "visitor", "member", "guestuser", "guest_user"],
  ...["khach", "khách", "khachhang", "khach hang", "khach_hang", "khách hàng", "khachle", "khach le", "khach_le", "khách lẻ"],
  ...["khachvanglai", "khach vang lai", "khach_vang_lai", "khách vãng lai", "an danh", "an_danh", "ẩn danh"],
  ...["khong co", "khong_co", "không có", "khong ten", "không tên", "chua dang nhap", "chua_dang_nhap", "chưa đăng nhập"],
]);

const LONGEST = Math.max(...[...PLACEHOLDERS].map((text) => text.length));

/** A template that nobody filled in: `{{customer.id}}`, `${userId}`, `{% ... %}`, `<%= id %>`, `%%id%%`, `%7B%7Bid%7D%7D`. */
const TEMPLATE = /^(?:\{\{|\$\{|\{%|<%|%%|%7b%7b)/i;
const ZEROES_AND_DASHES = /^[0-]*$/;

/** True for `1` to `9`: no placeholder begins so, and most ids of shops do. */
const beginsWithDigit = (value: string): boolean => {
  const code = value.charCodeAt(0);
  return code >= 49 && code <= 57;
};

/** True when a value can name one person. */
export function isIdentifier(value: string): boolean {
  if (beginsWithDigit(value)) return true;
  const text = value.trim();
  if (text === "" || ZEROES_AND_DASHES.test(text) || TEMPLATE.test(text)) return false;
  return text.length > 2 * LONGEST || !PLACEHOLDERS.has(text.normalize("NFC").toLowerCase());
}

/** True for a visitor that stands for many people: a browser id that a broken sender made up, or all guests of a server. */
export function isPlaceholderVisitor(visitorId: string): boolean {
  return !isIdentifier(visitorId.startsWith("@") ? visitorId.slice(visitorId.indexOf(":") + 1) : visitorId);
}
