/** Lower case, no diacritics, words apart: `Số điện thoại` and `so_dien_thoai` become `so dien thoai`. */
export const plain = (text: string): string =>
  text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/\u0111/g, "d")
    .replace(/[\W_]+/g, " ");

/**
 * Whether what a field says about itself asks for a contact.
 *
 * @param said all that the field says about itself, in plain words
 * @param words how fields ask for the contact
 */
export const asksIn = (said: string, words: RegExp): boolean =>
  words.test(said) &&
  // Not what the visitor signs in by, nor somebody else's contact, nor a number of another kind that is as long as a phone's: of
  // cards, accounts, taxes and identity cards, which are often typed into fields of type `tel` for its keys.
  !/complete (user|cc)|friend|rec(ip|eiv)|\brefer|ban be|nguoi (nh|th|gi)|card ?nu|so t(?!ha)|cmnd|cccd/.test(said);

/** How fields ask for a contact, and what it looks like. */
export type Contact = readonly [words: RegExp, shape: RegExp];

export const EMAIL: Contact = [/mail|thu dien|hom thu/, /^[^\s@]+@[^\s@]+\.\w+$/];
export const PHONE: Contact = [/phone|mobile|dien ?thoai|di ?dong|sdt|zalo|\b(dt|tel)\b/, /^([\s()+.-]*\d){8,15}$/];
