/** True for something that can be an e-mail address; whether it is one, only a letter can tell. */
export const isEmail = (text: string): boolean => text.length <= 200 && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);

/** True for a Vietnamese phone number, with or without spaces and dots, such as `0912 345 678` or `+84912345678`. */
export const isPhone = (text: string): boolean => /^(?:0|\+?84)\d{9,10}$/.test(text.replace(/[\s.-]/g, ""));
