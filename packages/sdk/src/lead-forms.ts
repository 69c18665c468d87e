import { EVENT } from "@waystitch/protocol";
import { asksIn, type Contact, EMAIL, PHONE, plain } from "./lead-fields.js";
import { purposeOf } from "./lead-purpose.js";
import { guard, listen } from "./signals.js";
import type { Watcher } from "./watcher.js";

/** The page, or a component's own tree, in which a form stands. */
type Root = Document | ShadowRoot;

/** Only forms are submitted, and only roots are listened to. */
interface Submission {
  readonly target: HTMLFormElement;
  readonly currentTarget: Root;
  /** The button, which older browsers do not tell. */
  readonly submitter?: HTMLElement | null;
}

/** Fields that the visitor filled while they were visible, such as those of an earlier step. */
const filled = new WeakSet<Element>();

/** Whether visitors see an element. Traps for robots are transparent, or stand left of the page. */
const isShown = (element: Element): boolean =>
  element.getBoundingClientRect().right > 9 &&
  (!element.checkVisibility || element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }));

/** Whether what stands in an element may be read. */
export const isOpen = (element: Element): boolean =>
  !element.closest("[data-private],[contenteditable],:disabled") && (filled.has(element) || isShown(element));

/** Whether a field asks for a contact, of which its content may be. */
export const asksFor = (input: HTMLInputElement, [words]: Contact): boolean =>
  // Fields for text, tel, email and number, which have labels.
  /^(te|em|nu)/.test(input.type) &&
  asksIn(
    plain(
      // What a field is called for its looks says nothing: `mobile` is for small screens.
      input.outerHTML.replace(input.className, "") +
        [...(input.labels as NodeList), ...(input.ariaLabelledByElements || [])].map((label) => label.textContent),
    ),
    words,
  );

/** The first contact in fields that ask for one; of no other is the value read. */
function contactIn(inputs: readonly HTMLInputElement[], contact: Contact): string | undefined {
  for (const input of inputs) {
    const value = asksFor(input, contact) && isOpen(input) && input.value.trim();
    if (value && contact[1].test(value)) return value;
  }
  return undefined;
}

/** The form follows, or contains it: https://dom.spec.whatwg.org/#dom-node-comparedocumentposition */
const ABOVE = 4 | 8;

/** The title under which the visitor fills in a form: the last heading in it, or else before it. */
function headingOf(form: HTMLFormElement, root: Root): string {
  let title = "";
  // An element always has a text; that of a logo is empty.
  for (const heading of root.querySelectorAll("h1,h2,h3,h4,h5,h6"))
    if (heading.compareDocumentPosition(form) & ABOVE && isOpen(heading))
      title = (heading.textContent as string).replace(/\s+/g, " ").trim() || title;
  return title;
}

/** The nearest element around a form that matches, also beyond the component in which the form stands. */
export const around = (element: Element | undefined, selector: string): Element | null | undefined =>
  // A field named `closest` hides the form's own method: https://html.spec.whatwg.org/multipage/forms.html#the-form-element
  element &&
  (Element.prototype.closest.call(element, selector) ||
    around((Node.prototype.getRootNode.call(element) as Partial<ShadowRoot>).host, selector));

/**
 * Watches every form of the page, those inserted later and those in components, too, by listeners that run before the page's
 * own and do not touch the events. A contact that is left again for the same lead magnet is no other lead.
 *
 * A signup is two facts: that the visitor became a lead, and who the visitor is. In this order, so that the first
 * evidence of the lead names the lead magnet. An order is the second only.
 */
export const watchLeadForms: Watcher = ({ options, track, identify }) => {
  if (options.forms === "off") return;
  let last: string;
  const submitted = ({ target: form, currentTarget: root, submitter }: Submission): void =>
    guard(() => {
      // No field hides the properties of a copy without any.
      const copy = Node.prototype.cloneNode.call(form) as HTMLFormElement;
      const { id, name, ariaLabel } = copy;
      // `:invalid` asks without the `invalid` events that checkValidity() would send to the page.
      if (around(form, "[data-ws-ignore],[data-private],form:invalid")) return;
      const named = ((around(form, "[data-ws-lead]") || copy) as HTMLElement).dataset["wsLead"];
      // Also fields elsewhere that name the form in their `form` attribute.
      const inputs = [...root.querySelectorAll("input")].filter((input) => input.form === form);
      const purpose = named ? 2 : purposeOf(plain(Object(submitter).outerHTML + copy.outerHTML + inputs.map(({ type }) => type)));
      if (!purpose) return;
      const email = contactIn(inputs, EMAIL);
      const phone = contactIn(inputs, PHONE);
      const magnet = named || name || headingOf(form, root) || ariaLabel || document.title;
      const lead = `${[magnet, email, phone]}`;
      if (!(email || phone) || lead === last) return;
      last = lead;
      if (purpose > 1)
        track(EVENT.leadCaptured, { lead_magnet: magnet, form_id: id || name || undefined }, { context: { capture: "form" } });
      identify({ email, phone });
    });
  // The listener is told what it listens to.
  const listener = submitted as unknown as EventListener;
  document.addEventListener("submit", listener, true);
  listen(document, "input", (event) => {
    const field = event.composedPath()[0] as Element;
    // A component's `submit` does not leave it; what is typed into it does. The same listener is added only once.
    field.getRootNode().addEventListener("submit", listener, true);
    if (isShown(field)) filled.add(field);
  });
};
