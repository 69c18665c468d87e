/**
 * What a form is submitted for: 2 when the contact in it is left for a lead magnet, 1 when it is left for something else
 * and still tells who the visitor is, 0 when nothing in it should be read.
 *
 * @param words what the form and its button say about themselves, and the types of its fields, in plain words
 */
export const purposeOf = (words: string): number =>
  // Lets in those who are known, looks something up, or ends a subscription.
  /\b(log|sign) ?in|dang nhap|mat khau|recover|tim kiem|tra (cuu|don)|doi don|track.*\border|unsub|huy d/.test(words)
    ? 0
    : // Orders something, or says something in public.
      /check ?out|\border|(dat|don) hang|\bmua|thanh toan|comment/.test(words)
      ? 1
      : // A password is asked of those who are known, unless they are just signing up.
        /password|\bsearch/.test(words) && !/sign ?up|regist|dang ky|create/.test(words)
        ? 0
        : 2;
