export type Contact = "email" | "phone";

/** Lower case, no diacritics, words apart: `Số điện thoại` and `so_dien_thoai` become `so dien thoai`. */
export const plain = (text: string): string =>
  text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/\u0111/g, "d")
    .replace(/[^a-z0-9]+/g, " ");

const EMAIL = /e ?mail|thu dien tu/;
const PHONE = /phone|mobile|dien ?thoai|di ?dong|sdt|zalo|\btel\b/;
/** Numbers of another kind and of a length like a phone's, some of which are typed into fields of type `tel` for its keys. */
const OTHER_NUMBER = /card|\b(cc|code|zip|post|fax|so the|cmnd|cccd|tax|mst|account|tai khoan)\b/;

/**
 * Which contact a field asks for, by what it says about itself; `undefined` for anything it should not be read for.
 *
 * @param type the `type` in effect, such as `text`
 * @param autocomplete the one in effect; empty for purposes the browser does not know
 * @param name what the page calls it: `name` and `id`
 * @param label what a visitor reads: label, `aria-label`, placeholder
 */
export const contactOf = (type: string, autocomplete: string, name: string, label: string): Contact | undefined => {
  if (!/^(text|email|tel|number)$/.test(type)) return undefined;
  const purpose = autocomplete.split(" ").pop();
  if (purpose && !/^o(n|ff)$/.test(purpose))
    // Any other purpose is none, such as username, cc-number, one-time-code or postal-code.
    return purpose === "email" ? purpose : /^tel/.test(purpose) ? "phone" : undefined;
  const [names, words] = [plain(name), plain(`${name} ${label}`)];
  if (type === "email" || EMAIL.test(words)) return "email";
  // A label may speak of a country code beside the phone number.
  const phone = PHONE.test(words);
  return (phone || type === "tel") && !OTHER_NUMBER.test(phone ? names : words) ? "phone" : undefined;
};

/** The text as an e-mail address or phone number, or `undefined` when it is none. */
export const contactIn = (contact: Contact, text: string): string | undefined => {
  const value = text.trim();
  const shape = contact === "email" ? /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;.]+$/ : /^([\s()+.-]*\d){8,15}$/;
  return shape.test(value) ? value : undefined;
};

/** Whether a form's names say that it lets in those who are known, looks something up, or ends a subscription. */
export const isNoLead = (names: string): boolean =>
  /\b(log ?in|sign ?in|dang nhap|search|tim kiem|mat khau|huy)\b|password|unsubscribe/.test(plain(names));
