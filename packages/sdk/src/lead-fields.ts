/** What a form field says about itself, without its value. */
export interface FieldShape {
  /** The `type` in effect, such as `text`. */
  readonly type: string;
  readonly autocomplete: string;
  /** The names a page gave it: `name` and `id`. */
  readonly name: string;
  /** What a visitor reads: label, `aria-label`, placeholder. */
  readonly label: string;
}

export type Contact = "email" | "phone";

/** Lower case, no diacritics, words apart: `Số điện thoại` and `soDienThoai` become `so dien thoai`. */
export const plain = (text: string): string =>
  text
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/\u0111/g, "d")
    .replace(/[^a-z0-9]+/g, " ");

const EMAIL = /\be ?mail|\bthu dien tu\b/;
const PHONE = /phone|\b(tel|mobile|cell|whatsapp|hotline|sdt|so dt|di dong|zalo)\b|dien ?thoai/;
/** Numbers of another kind that are asked for beside a phone number, by the name of the field. */
const OTHER_NAME = /\b(card|otp|pin|code|model|ext)\b/;
/** Numbers that are typed on a telephone's keys, and so stand in fields of type `tel`. */
const OTHER_NUMBER =
  /card|\b(cc|cvv|cvc|credit|otp|pin|code|zip|postal|fax|ext|so the|cmnd|cccd|passport|ssn|tax|mst|account|tai khoan|search)\b/;

/** Which contact a field asks for; `undefined` for anything it should not be read for. */
export function contactOf({ type, autocomplete, name, label }: FieldShape): Contact | undefined {
  if (!/^(text|email|tel|number)$/.test(type)) return undefined;
  const purpose = (/[\w-]+$/.exec(autocomplete.toLowerCase()) || [""])[0];
  if (purpose === "email") return "email";
  if (/^tel(-national)?$/.test(purpose)) return "phone";
  // Any other purpose, such as username, cc-number, one-time-code or postal-code.
  if (purpose && !/^(on|off|nope|no|none|false|disabled)$/.test(purpose)) return undefined;
  const [names, words] = [plain(name), plain(`${name} ${label}`)];
  if (type === "email" || EMAIL.test(words)) return "email";
  if (PHONE.test(words)) return OTHER_NAME.test(names) ? undefined : "phone";
  return type === "tel" && !OTHER_NUMBER.test(words) ? "phone" : undefined;
}

/** The text as an e-mail address or phone number, or `undefined` when it is none. */
export function contactIn(contact: Contact, text: string): string | undefined {
  const value = text.trim();
  if (contact === "email") return /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;.]+$/.test(value) && value.length < 255 ? value : undefined;
  const digits = value.replace(/\D/g, "").length;
  return /^\+?[\d\s().-]+$/.test(value) && digits >= 8 && digits <= 15 ? value : undefined;
}

/** Whether a form's names say that it lets in those who are known, looks something up, or ends a subscription. */
export const isNoLead = (names: string): boolean =>
  /\b(log ?in|sign ?in|dang nhap|search|tim kiem|(forgot|reset|lost) password|quen mat khau|unsubscribe|huy dang ky)\b/.test(plain(names));
