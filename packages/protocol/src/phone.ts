/**
 * A phone number's text in plain digits, its country once: `（０84） 0912...`, as people and forms write it, says it in two ways. What a number
 * is, browser and collector tell each by its own means, from this.
 */
export const plainPhone = (text: string): string => text.normalize("NFKC").replace(/^\s*\(\+?0{0,2}84\)[\s.-]*0?(?=\d)/, "+84");

/** True for a number that people type to get past a field: it ends in eight times the same digit. */
export const isPlaceholderPhone = (number: string): boolean => /(\d)\1{7}$/.test(number);
