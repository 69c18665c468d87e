import { asksFor, type Contact, EMAIL, PHONE, plain } from "../lead-fields.js";
import { purposeOf } from "../lead-purpose.js";

/** Why nothing was captured of a form that was submitted, or tried to be. */
export type NoLead = "off" | "ignored" | "invalid" | "purpose" | "field" | "hidden" | "value" | "again";

/** What the rules look at in a form. */
export interface FormFacts {
  /** The site has switched forms off. */
  readonly off: boolean;
  /** It, or something around it, is marked as none, or as private. */
  readonly ignored: boolean;
  readonly valid: boolean;
  /** The site has named its lead magnet. */
  readonly named: boolean;
  /** It says that it is for something else. */
  readonly otherPurpose: boolean;
  /** Its fields that ask for a contact. */
  readonly fields: readonly {
    /** The visitor sees it, and it may be read. */
    readonly open: boolean;
    /** What stands in it looks like a contact. */
    readonly filled: boolean;
  }[];
}

/** The first rule, in the order in which they are applied, that a form fails. `again`: none, so the same contact came before. */
export function whyNoLead({ off, ignored, valid, named, otherPurpose, fields }: FormFacts): NoLead {
  const open = fields.filter((field) => field.open);
  const rules: readonly (readonly [fails: boolean, why: NoLead])[] = [
    [off, "off"],
    [ignored, "ignored"],
    [!valid, "invalid"],
    [!named && otherPurpose, "purpose"],
    [fields.length === 0, "field"],
    [open.length === 0, "hidden"],
    [!open.some((field) => field.filled), "value"],
  ];
  const failed = rules.find(([fails]) => fails);
  return failed ? failed[1] : "again";
}

// A field named `closest` hides the form's own method.
const closestTo = (form: HTMLFormElement, selector: string): Element | null => Element.prototype.closest.call(form, selector);
const attributeOf = (form: HTMLFormElement, name: string): string => Element.prototype.getAttribute.call(form, name) || "";

/** What a field of a form says about itself and what visitors read beside it, in plain words. */
const saidBy = (input: HTMLInputElement): string =>
  plain(input.outerHTML.replace(input.className, "") + Array.from(input.labels || [], (label) => label.textContent));

/** What the rules look at in a form; values of fields that ask for a contact are compared with its shape, and not kept. */
export function formFacts(form: HTMLFormElement, off: boolean): FormFacts {
  const around = (selector: string): boolean => closestTo(form, selector) !== null;
  const inputs = Array.from(document.querySelectorAll("input")).filter((input) => input.form === form);
  const fields: FormFacts["fields"][number][] = [];
  for (const input of inputs) {
    const contact = [EMAIL, PHONE].find(([words]: Contact) => /^(te|em|nu)/.test(input.type) && asksFor(saidBy(input), words));
    if (!contact) continue;
    const open = !input.closest(":disabled,[data-private],[contenteditable]") && input.getClientRects().length > 0;
    fields.push({ open, filled: open && contact[1].test(input.value.trim()) });
  }
  const button = Element.prototype.querySelector.call(form, "button,[type=submit]");
  const copy = Node.prototype.cloneNode.call(form) as Element;
  return {
    off,
    ignored: around("[data-ws-ignore],[data-private]"),
    valid: around("form:valid"),
    named: around("[data-ws-lead]"),
    otherPurpose: !purposeOf(plain(`${button ? button.outerHTML : ""}${copy.outerHTML}${inputs.map(({ type }) => type)}`)),
    fields,
  };
}

/** What a person calls a form: by its `data-ws-lead`, name, id or label, else its action. */
export function formName(form: HTMLFormElement): string {
  const named = closestTo(form, "[data-ws-lead]");
  const names = ["name", "id", "aria-label", "action"].map((name) => attributeOf(form, name));
  return [named ? named.getAttribute("data-ws-lead") : "", ...names].find((name) => name) || "form";
}
