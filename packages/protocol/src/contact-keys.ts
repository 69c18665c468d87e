/** What a person can be reached by. */
export const CONTACT_KINDS = ["email", "phone"] as const;
export type ContactKind = (typeof CONTACT_KINDS)[number];

/**
 * Names of fields that hold an e-mail address or a phone number, in English and Vietnamese, without case, accents
 * and punctuation: `E-Mail`, `e_mail` and `email` are one name, `so_dien_thoai` and `Số điện thoại` another.
 */
export const CONTACT_KEYS: ReadonlySet<string> = new Set([
  ...["email", "emailaddress", "mail", "useremail", "customeremail", "contactemail", "billingemail", "shippingemail"],
  ...["phone", "phonenumber", "mobile", "mobilephone", "mobilenumber", "tel", "telephone", "cellphone"],
  ...["userphone", "customerphone", "contactphone", "billingphone", "shippingphone", "recipientphone"],
  ...["sodienthoai", "dienthoai", "sdt"],
]);

/** A field's name without case, accents and punctuation, as it stands in such a list. */
export const plainKey = (key: string): string =>
  key
    .normalize("NFD")
    .toLowerCase()
    .replace(/đ/g, "d")
    .replace(/[^a-z0-9]/g, "");

/** The field in which a browser or server sends the SHA-256 of a contact, in hex, instead of the contact: of its normalised spelling. */
export const SHA256_KEYS = { email: "email_sha256", phone: "phone_sha256" } as const satisfies Record<ContactKind, string>;
