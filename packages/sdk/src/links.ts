import { EVENT } from "@waystitch/protocol";
import { listen } from "./signals.js";
import type { Watcher } from "./watcher.js";

/** What a visitor reaches the shop by, by the scheme or host of a link. */
const CHANNELS: Readonly<Record<string, string | undefined>> = {
  "tel:": "phone",
  "mailto:": "email",
  "zalo:": "zalo",
  "zalo.me": "zalo",
  "chat.zalo.me": "zalo",
  "m.me": "messenger",
  "messenger.com": "messenger",
  "wa.me": "whatsapp",
  "api.whatsapp.com": "whatsapp",
  "viber:": "viber",
  "t.me": "telegram",
};

/**
 * Such a link with a text and nobody to send it to is a button to share the page: `mailto:?subject=`, `wa.me/?text=`,
 * `t.me/share/url`, `viber://forward`. https://core.telegram.org/api/links#share-links, https://faq.whatsapp.com/5913398998672934
 */
const SHARES = /(me\/|:|send)\?[^p]|\/(share|forward)/;

const FILE = /\.(pdf|(doc|xls|ppt)x?|csv|zip|rar|mp[34])$/i;

/** How long clicks on the same link are one. */
const SAME_MS = 1000;

const bare = (host: string): string => host.replace(/^www\./, "");

/** The channel by which a link contacts somebody: that of a chat, `phone` or `email`. */
export const channelOf = ({ href, protocol, hostname }: URL): string | undefined =>
  SHARES.test(href) ? undefined : CHANNELS[protocol] || CHANNELS[bare(hostname)];

/**
 * Watches every link of the page, those in open shadow trees, drawings and image maps, too, by listeners that run before the page's
 * own: what the page makes of a click does not matter, nor who clicked, because call buttons often click a link by script.
 * Of an address, only what stands before the query is told, and of a number or mail address nothing.
 */
export const watchLinks: Watcher = ({ options, track }) => {
  if (options.clicks === "off") return;
  let last: unknown;
  const click = (event: Event): void => {
    const path = event.composedPath();
    // Documents and shadow roots stand in the path, too.
    const within = (selector: string) => path.find((node) => node instanceof Element && node.matches(selector));
    const link = within(":any-link");
    // The right button opens a menu.
    if (!link || link === last || (event as MouseEvent).button > 1 || within("[data-ws-ignore],[data-private],[data-ws-event]")) return;
    last = link;
    setTimeout(() => {
      last = 0;
    }, SAME_MS);
    // In a drawing it is an object: https://svgwg.org/svg2-draft/linking.html#InterfaceSVGAElement
    const { href } = link as EventTarget & { readonly href: string & SVGAnimatedString };
    const to = new URL(href.baseVal || href, location.href);
    const { pathname } = to;
    const url = to.origin + pathname;
    const domain = bare(to.hostname);
    const channel = channelOf(to);
    const record = (name: string, properties: object): void => track(name, properties, { context: { capture: "link" } });
    if (channel) record(/phone|email/.test(channel) ? EVENT.contactClicked : EVENT.chatStarted, { channel });
    else if (/^http/.test(to.href)) {
      if (FILE.test(pathname) || within("[download]")) record(EVENT.fileDownloaded, { url, name: pathname.replace(/.*\//, "") });
      else if (domain !== bare(location.hostname)) record(EVENT.linkClicked, { url, domain });
    }
  };
  listen(document, "click", click);
  listen(document, "auxclick", click);
};
