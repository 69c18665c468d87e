import { attempt } from "../attempt.js";
import type { Extended } from "./extended.js";
import { domainOf, domainsIn, isOtherDomain, LINK, withoutParameter, withParameter } from "./link-address.js";
import { linkToken, thisBrowser, visitorOfToken } from "./link-token.js";

/** Gives an attribute another value until the browser has followed it, unless the page changes it meanwhile. */
function lend(element: Element, attribute: string, value: string): void {
  const { getAttribute, setAttribute, removeAttribute } = Element.prototype;
  const before = getAttribute.call(element, attribute);
  setAttribute.call(element, attribute, value);
  setTimeout(() => {
    if (getAttribute.call(element, attribute) !== value) return;
    if (before === null) removeAttribute.call(element, attribute);
    else setAttribute.call(element, attribute, before);
  });
}

/** The link that a click is on, also inside an open shadow root. Right clicks open menus, from which links are copied. */
function linkOf(event: MouseEvent): HTMLAnchorElement | HTMLAreaElement | undefined {
  if (event.button > 1) return undefined;
  const isLink = (target: unknown): target is HTMLAnchorElement | HTMLAreaElement =>
    (target instanceof HTMLAnchorElement || target instanceof HTMLAreaElement) && target.hasAttribute("href");
  return event.composedPath().find(isLink);
}

/**
 * Where a form that is being submitted goes. A field named `action` hides the form's own property, and the button may say
 * otherwise: https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#form-submission-algorithm
 */
function destinationOf({ target, submitter }: SubmitEvent): { owner: Element; attribute: string; url: URL; method: string } {
  // Only forms are submitted.
  const form = target as HTMLFormElement;
  const saying = (attribute: string): [Element, string] =>
    submitter?.hasAttribute(`form${attribute}`) ? [submitter, `form${attribute}`] : [form, attribute];
  const textOf = ([owner, attribute]: [Element, string]): string => Element.prototype.getAttribute.call(owner, attribute) || "";
  const [owner, attribute] = saying("action");
  const url = new URL(textOf([owner, attribute]) || location.href, document.baseURI);
  return { owner, attribute, url, method: textOf(saying("method")).toLowerCase() };
}

/** Takes up the visitor a link has brought, and cleans the address of it. */
function takeVisitor({ options, adopt }: Extended, domains: readonly string[]): void {
  const token = new URLSearchParams(location.search).get(LINK);
  if (token === null) return;
  attempt(() => history.replaceState(history.state, "", withoutParameter(location.href, LINK)));
  // A browser tells truly where a link was followed, unless it was asked to tell nothing.
  const { referrer } = document;
  const isOurs = domains.length > 0 && (!referrer || domainOf(new URL(referrer).hostname, domains));
  const visitorId = isOurs && visitorOfToken(token, Date.now(), thisBrowser(), options.writeKey);
  if (visitorId) adopt(visitorId);
}

/**
 * Takes the visitor along to the site's other domains, for whom cookies are no way: links and forms that lead there carry
 * the visitor id while they are followed, and the page that opens takes it out of its address before the first page view.
 */
export function linkDomains(page: Extended): void {
  const { options, tracker } = page;
  const domains = domainsIn(options.domains || "");
  takeVisitor(page, domains);
  const token = (): string | undefined => {
    // None without consent.
    const visitorId = tracker.visitorId();
    return visitorId && linkToken(visitorId, Date.now(), thisBrowser(), options.writeKey);
  };
  const onClick = (event: MouseEvent): void => {
    const link = event.defaultPrevented ? undefined : linkOf(event);
    const value = link && isOtherDomain(new URL(link.href), location, domains) && token();
    if (link && value) lend(link, "href", withParameter(link.href, LINK, value));
  };
  const onSubmit = (event: SubmitEvent): void => {
    const { owner, attribute, url, method } = destinationOf(event);
    const value = !event.defaultPrevented && method !== "dialog" && isOtherDomain(url, location, domains) && token();
    if (!value) return;
    if (method === "post") lend(owner, attribute, withParameter(url.href, LINK, value));
    else {
      // The fields of the form replace the query of its address.
      const form = event.target as HTMLFormElement;
      const add = (entries: FormDataEvent): void => entries.formData.set(LINK, value);
      EventTarget.prototype.addEventListener.call(form, "formdata", add as EventListener);
      setTimeout(() => EventTarget.prototype.removeEventListener.call(form, "formdata", add as EventListener));
    }
  };
  if (domains.length === 0) return;
  for (const type of ["click", "auxclick"] as const) document.addEventListener(type, (event) => attempt(() => onClick(event)), true);
  document.addEventListener("submit", (event) => attempt(() => onSubmit(event)), true);
}
