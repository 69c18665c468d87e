/**
 * Names of fields that hold an e-mail address or a phone number, in English and Vietnamese, without case, accents
 * and punctuation: `E-Mail`, `e_mail` and `email` are one name, `so_dien_thoai` and `Số điện thoại` another.
 */
const CONTACT_KEYS: ReadonlySet<string> = new Set([
  ...["email", "emailaddress", "mail", "useremail", "customeremail", "contactemail", "billingemail", "shippingemail"],
  ...["phone", "phonenumber", "mobile", "mobilephone", "mobilenumber", "tel", "telephone", "cellphone"],
  ...["userphone", "customerphone", "contactphone", "billingphone", "shippingphone", "recipientphone"],
  ...["sodienthoai", "dienthoai", "sdt"],
]);

/** Names of fields that nobody may read: what opens doors, and whole network addresses, of which a column keeps the prefix. */
const SECRET_KEYS: ReadonlySet<string> = new Set([
  ...["writekey", "secretkey", "apikey", "authorization", "cookie", "accesstoken", "refreshtoken"],
  ...["password", "passwd", "pwd", "matkhau", "cardnumber", "creditcard", "cvc", "cvv"],
  ...["ip", "ipaddress", "clientip", "remoteaddress"],
]);

/** A cheap test that every name above passes, so that most names are not taken apart. */
const MAYBE = /mail|phone|mobile|tel|tho|sdt|đt|key|authorization|cookie|token|pass|pwd|kh|card|cv|ip|addr/i;
const LONGEST = 40;

export type KeyKind = "contact" | "secret" | "other";

/** What a field's name says about its value. */
export function classifyKey(key: string): KeyKind {
  if (key.length > LONGEST || !MAYBE.test(key)) return "other";
  const name = key
    .normalize("NFD")
    .toLowerCase()
    .replace(/đ/g, "d")
    .replace(/[^a-z0-9]/g, "");
  if (CONTACT_KEYS.has(name)) return "contact";
  return SECRET_KEYS.has(name) ? "secret" : "other";
}
