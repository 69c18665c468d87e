import type { Language } from "../words/words.js";

/** A shop system or framework, and where the tag goes in it. */
export interface Platform {
  readonly name: string;
  readonly place: Readonly<Record<Language, string>>;
  /** File of the guide. */
  readonly guide: string;
}

const at = (name: string, guide: string, en: string, vi: string): Platform => ({ name, guide, place: { en, vi } });

/** As docs/install/README.md lists them. */
export const PLATFORMS: readonly Platform[] = [
  at("HTML", "html", "the head of every page", "phần head của mọi trang"),
  at("WordPress, WooCommerce", "wordpress", "a box of a plugin, or functions.php", "ô mã của một plugin, hoặc functions.php"),
  at("Shopify", "shopify", "theme.liquid", "theme.liquid"),
  at("Haravan", "haravan", "theme.liquid", "theme.liquid"),
  at("Sapo", "sapo", "theme.bwt", "theme.bwt"),
  at("Google Tag Manager", "gtm", "a Custom HTML tag", "một thẻ Custom HTML"),
  at("Next.js", "nextjs", "app/layout.tsx", "app/layout.tsx"),
  at("React", "react", "index.html", "index.html"),
  at("Vue", "vue", "index.html", "index.html"),
];
