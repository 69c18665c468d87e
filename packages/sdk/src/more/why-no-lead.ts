import { EMAIL, PHONE, plain } from "../lead-fields.js";
import { around, asksFor, isOpen } from "../lead-forms.js";
import { purposeOf } from "../lead-purpose.js";

/** Why a form that was submitted, or tried to be, is no lead. */
export type NoLead = "off" | "ignored" | "invalid" | "search" | "login" | "purpose" | "field" | "hidden" | "value" | "again";

/** What the rules look at in a form. */
export interface FormFacts {
  /** The site has switched forms off. */
  readonly off: boolean;
  /** It, or something around it, is marked as none, or as private. */
  readonly ignored: boolean;
  readonly valid: boolean;
  /** It and its button say that nothing in it should be read, and the site does not say otherwise. */
  readonly otherPurpose: boolean;
  /** The types of its fields. */
  readonly types: readonly string[];
  /** Its fields that ask for a contact. */
  readonly fields: readonly {
    /** The visitor sees it, and it may be read. */
    readonly open: boolean;
    /** What stands in it looks like a contact. */
    readonly filled: boolean;
  }[];
}

/** The first rule, in the order in which they are applied, that a form fails. `again`: none, so the same contact came before. */
export function whyNoLead({ off, ignored, valid, otherPurpose, types, fields }: FormFacts): NoLead {
  const open = fields.filter((field) => field.open);
  const rules: readonly (readonly [fails: boolean, why: NoLead])[] = [
    [off, "off"],
    [ignored, "ignored"],
    [!valid, "invalid"],
    [otherPurpose && types.includes("password"), "login"],
    [otherPurpose && types.includes("search"), "search"],
    [otherPurpose, "purpose"],
    [fields.length === 0, "field"],
    [open.length === 0, "hidden"],
    [!open.some((field) => field.filled), "value"],
  ];
  const failed = rules.find(([fails]) => fails);
  return failed ? failed[1] : "again";
}

/** A copy without any fields, which hide the properties of a form. */
const copyOf = (form: HTMLFormElement): HTMLFormElement => Node.prototype.cloneNode.call(form) as HTMLFormElement;

/** How the site itself names the lead magnet. */
const namedBy = (form: HTMLFormElement): string => around(form, "[data-ws-lead]")?.getAttribute("data-ws-lead") || "";

/**
 * What the rules look at in a form; values of fields that ask for a contact are compared with its shape, and not kept.
 *
 * @param button by which it was submitted, as far as that is known
 */
export function formFacts(form: HTMLFormElement, button: HTMLElement | null | undefined, off: boolean): FormFacts {
  const inputs = Array.from(document.querySelectorAll("input")).filter((input) => input.form === form);
  const types = inputs.map(({ type }) => type);
  const words = plain(`${button ? button.outerHTML : ""} ${copyOf(form).outerHTML} ${types}`);
  const fields: FormFacts["fields"][number][] = [];
  for (const input of inputs) {
    const [, shape] = [EMAIL, PHONE].find((contact) => asksFor(input, contact)) || [];
    const open = !!shape && isOpen(input);
    if (shape) fields.push({ open, filled: open && shape.test(input.value.trim()) });
  }
  return {
    off,
    ignored: !!around(form, "[data-ws-ignore],[data-private]"),
    valid: !around(form, "form:invalid"),
    otherPurpose: !namedBy(form) && !purposeOf(words),
    types,
    fields,
  };
}

/** What a person calls a form: by its `data-ws-lead`, name, id or label, else its action. */
export function formName(form: HTMLFormElement): string {
  const copy = copyOf(form);
  const names = ["name", "id", "aria-label", "action"].map((name) => copy.getAttribute(name));
  return [namedBy(form), ...names].find((name) => name) || "form";
}
