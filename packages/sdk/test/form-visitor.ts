import type { Page } from "playwright-core";

/** A form as sites have them, what a visitor does with it, and the events that come of it. */
export interface FormFixture {
  readonly what: string;
  /** The page's body; the form is its last one. */
  readonly html: string;
  /** What the visitor types by CSS selector, in order; or `CLICK`. Every other field holds a canary. */
  readonly fill: Readonly<Record<string, string>>;
  /** What the visitor submits by, if not the last visible button that submits: a CSS selector, or the Enter key. */
  readonly by?: string;
  /** The `Lead Captured`, if any. */
  readonly lead?: { readonly lead_magnet: string; readonly form_id?: string };
  /** The `identify`, if any. */
  readonly contact?: { readonly email?: string; readonly phone?: string };
}

export const EMAIL = "an.nguyen@example.com";
export const PHONE = "0912 345 678";
export const CLICK = "(click)";
export const ENTER = "(enter)";

/** Stands in all that must not leave the page and is no number. */
const CANARY = "canary";

/**
 * Puts different canaries into all that a page lets people fill in and all that it hides: e-mail addresses and phone numbers,
 * so that nothing but our judgement keeps them back. Runs in the page, for every open component, too.
 */
function plant(canary: string): void {
  let count = 0;
  const text = (): string => `${canary}${++count}@private.example`;
  const number = (): string => `09${80000000 + ++count}`;
  const put = (field: HTMLInputElement): void => {
    if (/^(submit|button|reset|image|file|checkbox|radio|range|color|time)$/.test(field.type)) return;
    if (field.type === "url") field.value = `https://${canary}.example/${text()}`;
    else if (field.type === "date") field.value = "1987-03-12";
    else field.value = /tel|num/.test(field.type + field.inputMode) ? number() : text();
  };
  const walk = (root: Document | ShadowRoot): void => {
    for (const input of root.querySelectorAll("input")) put(input);
    for (const area of root.querySelectorAll("textarea")) area.value = text();
    for (const select of root.querySelectorAll("select")) select.add(new Option(text(), text(), true, true));
    for (const editor of root.querySelectorAll("[contenteditable]")) editor.textContent = text();
    for (const { shadowRoot } of root.querySelectorAll("*")) if (shadowRoot) walk(shadowRoot);
  };
  walk(document);
  // Fixtures lead nowhere.
  window.addEventListener("submit", (event) => event.preventDefault());
}

/** All that stands in fields, options and editors. */
function contents(): string[] {
  const found: string[] = [];
  const walk = (root: Document | ShadowRoot): void => {
    for (const { value } of root.querySelectorAll<HTMLInputElement>("input,textarea,option")) found.push(value);
    for (const { textContent } of root.querySelectorAll("[contenteditable],option")) found.push(`${textContent}`);
    for (const { shadowRoot } of root.querySelectorAll("*")) if (shadowRoot) walk(shadowRoot);
  };
  walk(document);
  return found;
}

/** Does to an element what people can do: nobody gets into a hidden field. */
async function act(page: Page, selector: string, value: string): Promise<void> {
  const element = page.locator(selector).last();
  if (value === CLICK) return element.click();
  await element.evaluate((field: HTMLInputElement) => {
    field.focus();
    field.select();
  });
  await (value ? page.keyboard.insertText(value) : page.keyboard.press("Delete"));
}

/**
 * Fills in a form like a visitor and submits it.
 * @returns what must not leave the page
 */
export async function visit(page: Page, { fill, by, contact = {} }: FormFixture): Promise<string[]> {
  await page.evaluate(plant, CANARY);
  for (const [selector, value] of Object.entries(fill)) await act(page, selector, value);
  const secrets = [...(await page.evaluate(contents)), ...Object.values(fill)];
  if (by === ENTER) await page.keyboard.press("Enter");
  else
    await page
      .locator(by ?? "form button:not([type=button]):visible,form [type=submit]:visible")
      .last()
      .click();
  const allowed: readonly string[] = Object.values(contact);
  return secrets.filter((secret) => (/canary|@|\d{4}/.test(secret) || secret.length > 11) && !allowed.includes(secret));
}
