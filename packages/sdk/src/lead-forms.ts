import { contactIn, contactOf, type FieldShape, isNoLead } from "./lead-fields.js";

/** A contact that a visitor left in a form. */
export interface Lead {
  readonly leadMagnet: string;
  readonly formId: string | undefined;
  readonly contacts: { readonly email?: string; readonly phone?: string };
}

// A field named `elements` or `getAttribute` hides the form's own: https://html.spec.whatwg.org/multipage/forms.html#the-form-element
const attribute = (element: Element, name: string): string => (Element.prototype.getAttribute.call(element, name) || "").trim();
const around = (element: Element, selector: string): Element | null => Element.prototype.closest.call(element, selector);
function inputsOf(form: HTMLFormElement): HTMLInputElement[] {
  const elements = Object.getOwnPropertyDescriptor(HTMLFormElement.prototype, "elements");
  const fields: Element[] = elements && elements.get ? Array.from(elements.get.call(form)) : [];
  return fields.filter((field): field is HTMLInputElement => field instanceof HTMLInputElement);
}

const text = (element: Element | null | undefined): string => ((element && element.textContent) || "").replace(/\s+/g, " ").trim();

function labelOf(input: HTMLInputElement): string {
  const labels = Array.from(input.labels || [], text);
  const named = attribute(input, "aria-labelledby").split(/\s+/);
  for (const id of named) if (id) labels.push(text(document.getElementById(id)));
  return [...labels, attribute(input, "aria-label"), attribute(input, "placeholder")].join(" ");
}

const shapeOf = (input: HTMLInputElement): FieldShape => ({
  type: input.type,
  autocomplete: attribute(input, "autocomplete"),
  name: `${input.name} ${input.id}`,
  label: labelOf(input),
});

/** Visible to a person and meant to be read: traps for robots and private fields are not. */
const isOpen = (input: HTMLInputElement): boolean =>
  !input.disabled && !input.closest("[data-private],[aria-hidden=true]") && input.getClientRects().length > 0;

function contactsOf(inputs: readonly HTMLInputElement[]): Lead["contacts"] {
  const contacts: { email?: string; phone?: string } = {};
  for (const input of inputs) {
    const contact = contactOf(shapeOf(input));
    // Only now is a value looked at.
    const value = contact && !contacts[contact] && isOpen(input) && contactIn(contact, input.value);
    if (contact && value) contacts[contact] = value;
  }
  return contacts;
}

/** The title a visitor reads with the form: the first heading in it, or the nearest before it. */
function headingOf(form: HTMLFormElement): string {
  const headings = "h1,h2,h3,h4,h5,h6,legend,[role=heading]";
  let nearest: Element | undefined;
  for (const heading of Array.from(document.querySelectorAll(headings))) {
    const position = Node.prototype.compareDocumentPosition.call(form, heading);
    if (position & Node.DOCUMENT_POSITION_CONTAINED_BY && text(heading)) return text(heading);
    if (position & Node.DOCUMENT_POSITION_PRECEDING) nearest = heading;
  }
  return text(nearest);
}

/**
 * The lead in a form that is being submitted, or `undefined`. `data-ws-lead` on the form or around it names the lead
 * magnet, `data-ws-ignore` excludes it; without either, forms with a password and search forms are none.
 */
export function leadOf(form: HTMLFormElement): Lead | undefined {
  // `:valid` asks without the `invalid` events that checkValidity() would send to the page.
  if (around(form, "[data-ws-ignore],[data-private]") || !Element.prototype.matches.call(form, ":valid")) return undefined;
  const named = around(form, "[data-ws-lead]");
  const inputs = inputsOf(form);
  const [id, name, label] = [attribute(form, "id"), attribute(form, "name"), attribute(form, "aria-label")];
  const other =
    around(form, "[role=search],search") ||
    inputs.some((input) => /^(password|search)$/.test(input.type) || /^(q|s|query|keyword)$/.test(input.name)) ||
    isNoLead([id, name, label, attribute(form, "action")].join(" "));
  if (other && !named) return undefined;
  const contacts = contactsOf(inputs);
  if (!contacts.email && !contacts.phone) return undefined;
  const leadMagnet = (named && attribute(named, "data-ws-lead")) || name || label || headingOf(form) || id || document.title;
  return { leadMagnet: leadMagnet.slice(0, 200), formId: id || name || undefined, contacts };
}

/**
 * Watches every form of the page, those inserted later, too, by one listener that runs before the page's own and does
 * not touch the event. The same values in the same form are one lead, however often they are submitted.
 */
export function watchLeadForms(guard: (run: () => void) => void, found: (lead: Lead) => void): void {
  const seen = new WeakMap<EventTarget, string>();
  const submitted = ({ target }: Event): void => {
    const lead = target instanceof HTMLFormElement && leadOf(target);
    if (!target || !lead) return;
    const values = `${lead.contacts.email} ${lead.contacts.phone}`;
    if (seen.get(target) === values) return;
    seen.set(target, values);
    found(lead);
  };
  document.addEventListener("submit", (event) => guard(() => submitted(event)), true);
}
