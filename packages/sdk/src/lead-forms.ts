import { EVENT } from "@waystitch/protocol";
import { type Contact, contactIn, contactOf, isNoLead } from "./lead-fields.js";
import { listen } from "./signals.js";
import type { Watcher } from "./watcher.js";

/** A contact that a visitor left in a form. */
export interface Lead {
  readonly leadMagnet: string;
  readonly formId: string | undefined;
  readonly email: string | undefined;
  readonly phone: string | undefined;
}

/** The first e-mail address, or phone number, in a field that asks for one. Hidden, private and disabled fields are not looked at. */
const contactFrom = (inputs: readonly HTMLInputElement[], wanted: Contact): string | undefined => {
  for (const input of inputs) {
    const { type, autocomplete, name, id, placeholder, labels } = input;
    const label = [...Array.from(labels || [], (part) => part.textContent), input.getAttribute("aria-label"), placeholder].join(" ");
    const open = !input.closest(":disabled,[data-private],[aria-hidden=true]") && input.getClientRects().length > 0;
    // Only then is the value read.
    const value = open && contactOf(type, autocomplete, `${name} ${id}`, label) === wanted && contactIn(wanted, input.value);
    if (value) return value;
  }
  return undefined;
};

/** https://dom.spec.whatwg.org/#dom-node-comparedocumentposition */
const FOLLOWS = 4;
const CONTAINS = 8;

/** The title a visitor reads with the form: the first heading in it, or the nearest before it. */
const headingOf = (form: HTMLFormElement): string => {
  let nearest = "";
  for (const heading of Array.from(document.querySelectorAll("h1,h2,h3,h4,h5,h6,legend"))) {
    const title = (heading.textContent || "").replace(/\s+/g, " ").trim();
    const position = heading.compareDocumentPosition(form);
    if (position & CONTAINS && title) return title;
    if (position & FOLLOWS) nearest = title || nearest;
  }
  return nearest;
};

/**
 * The lead in a form that is being submitted, or `undefined`. `data-ws-lead` on the form or around it names the lead
 * magnet, `data-ws-ignore` excludes it; without either, forms with a password and search forms are none.
 *
 * A field named `closest` hides the form's own method, so all are borrowed:
 * https://html.spec.whatwg.org/multipage/forms.html#the-form-element
 */
export const leadOf = (form: HTMLFormElement): Lead | undefined => {
  const { closest, getAttribute } = Element.prototype;
  const around = (selector: string): Element | null => closest.call(form, selector);
  const attribute = (name: string): string => getAttribute.call(form, name) || "";
  // `:valid` asks without the `invalid` events that checkValidity() would send to the page.
  if (around("[data-ws-ignore],[data-private]") || !around("form:valid")) return undefined;
  const named = around("[data-ws-lead]");
  // Also fields elsewhere that name the form in their `form` attribute.
  const inputs = Array.from(document.querySelectorAll("input")).filter((input) => input.form === form);
  const [id, name, label] = [attribute("id"), attribute("name"), attribute("aria-label")];
  const other =
    around("[role=search],search") ||
    inputs.some((input) => input.matches("[type=password],[type=search]")) ||
    isNoLead(`${id} ${name} ${label} ${attribute("action")}`);
  if (other && !named) return undefined;
  const email = contactFrom(inputs, "email");
  const phone = contactFrom(inputs, "phone");
  if (!email && !phone) return undefined;
  const leadMagnet = named?.getAttribute("data-ws-lead") || name || label || headingOf(form) || id || document.title;
  return { leadMagnet: leadMagnet.trim(), formId: id || name || undefined, email, phone };
};

/**
 * Watches every form of the page, those inserted later, too, by one listener that runs before the page's own and does
 * not touch the event. The same contact for the same lead magnet is one lead, however often it is submitted.
 *
 * A signup is two facts: that the visitor became a lead, and who the visitor is. In this order, so that the first
 * evidence of the lead names the lead magnet.
 */
export const watchLeadForms: Watcher = ({ options, track, identify }) => {
  if (options.forms === "off") return;
  const seen = new Set<string>();
  listen(document, "submit", ({ target }) => {
    // Only forms are submitted.
    const lead = leadOf(target as HTMLFormElement);
    const key = lead && `${Object.values(lead)}`;
    if (!key || seen.has(key)) return;
    seen.add(key);
    const { leadMagnet, formId, email, phone } = lead;
    track(EVENT.leadCaptured, { lead_magnet: leadMagnet, form_id: formId }, { context: { capture: "form" } });
    identify({ email, phone });
  });
};
