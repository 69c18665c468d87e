import type { Consent } from "../api.js";
import type { Line } from "./debug-log.js";
import { button, element } from "./element.js";
import { createRow } from "./panel-row.js";
import { addStyle } from "./panel-style.js";
import { LANGUAGES, type Language, preferredLanguage, TEXTS, type Texts } from "./texts.js";

/** What the panel shows beside the lines. */
export interface PanelFacts {
  readonly visitorId: string;
  readonly consent: Consent;
  readonly collector: string;
  readonly version: string;
}

export interface PanelSource {
  lines(): readonly Line[];
  facts(): PanelFacts;
  /** The person has closed the panel. */
  close(): void;
  /** For browsers that need it to style the panel under a content policy. */
  readonly nonce: string | undefined;
}

/** A panel on the page. */
export interface Panel {
  language(): Language;
  /** Shows how things stand, in the next frame. */
  update(): void;
}

/** A list that keeps its rows, and which of them are open, while lines are added and change. */
function createList(lines: () => readonly Line[]) {
  const list = element("ol");
  let rows = new Map<string, readonly [line: Line, row: HTMLElement]>();
  return {
    list,
    update(language: Language, anew: boolean): void {
      const texts = TEXTS[language];
      const shown = new Map<string, readonly [Line, HTMLElement]>();
      for (const line of lines()) {
        const [before, row] = rows.get(line.key) || [];
        const isOpen = !!row && !!row.querySelector("[open]");
        shown.set(line.key, !anew && row && before === line ? [line, row] : [line, createRow(line, texts, isOpen)]);
      }
      rows = shown;
      const wanted: HTMLElement[] = Array.from(shown.values(), ([, row]) => row).reverse();
      const all = wanted.length > 0 ? wanted : [element("li", "empty", texts.empty)];
      // Rows that stay are not taken out, so that they keep the focus.
      for (const old of Array.from(list.children)) if (!all.includes(old as HTMLElement)) old.remove();
      all.forEach((row, index) => {
        if (list.children[index] !== row) list.insertBefore(row, list.children[index] || null);
      });
    },
  };
}

function factsOf({ visitorId, consent, collector, version }: PanelFacts, texts: Texts): HTMLElement {
  const list = element("dl");
  const facts = { [texts.visitor]: visitorId, [texts.collector]: `${collector.replace(/^https?:\/\/|\/$/g, "")} · ${version}` };
  for (const name of Object.keys(facts)) list.append(element("dt", "", name), element("dd", "", facts[name] as string));
  return element("div", "facts", element("p", `state ${consent}`, texts.consent[consent]), list);
}

/**
 * Shows what was captured on a small panel above the page: newest first, in the person's language, out of reach of the
 * page's styles and scripts. Escape hides it until its button is pressed.
 */
export function createPanel({ lines, facts, close, nonce }: PanelSource): Panel {
  const host = document.createElement("waystitch-debug");
  const shadow = host.attachShadow({ mode: "closed" });
  addStyle(shadow, nonce);
  const head = element("div", "head");
  const about = element("div");
  const { list, update: updateList } = createList(lines);
  const panel = element("section", "panel", head, about, list);
  const pill = button("pill", "", "", () => hide(false));
  const root = element("div", "root", panel, pill);
  let language = preferredLanguage();
  let hidden = false;
  let due: number | undefined;

  const hide = (hiding: boolean): void => {
    const focused = panel.contains(shadow.activeElement) || shadow.activeElement === pill;
    hidden = hiding;
    draw(false);
    if (focused) (hidden ? pill : head.querySelector("button"))?.focus();
  };
  const end = (): void => {
    document.removeEventListener("keydown", onKey);
    host.remove();
    close();
  };
  const onKey = ({ key }: KeyboardEvent): void => {
    if (key === "Escape" && !hidden) hide(true);
  };
  const draw = (anew: boolean): void => {
    const texts = TEXTS[language];
    panel.hidden = hidden;
    pill.hidden = !hidden;
    pill.title = texts.show;
    pill.textContent = `Waystitch · ${lines().length}`;
    if (anew) {
      root.lang = language;
      panel.setAttribute("aria-label", `Waystitch, ${texts.title}`);
      const brand = element("div", "brand", "Waystitch ", element("span", "", texts.title));
      const next = button("", texts.language, texts.language, () => {
        language = LANGUAGES.find((other) => other !== language) || language;
        draw(true);
        head.querySelector("button")?.focus();
      });
      head.replaceChildren(
        brand,
        next,
        button("sign", "–", texts.hide, () => hide(true)),
        button("sign", "×", texts.close, end),
      );
    }
    about.replaceChildren(factsOf(facts(), texts));
    if (!hidden) updateList(language, anew);
    // Frameworks that take over the whole document throw out what is not theirs.
    if (!host.isConnected) document.documentElement.append(host);
  };
  document.addEventListener("keydown", onKey);
  shadow.append(root);
  draw(true);
  return {
    language: () => language,
    update() {
      due =
        due ||
        requestAnimationFrame(() => {
          due = undefined;
          draw(false);
        });
    },
  };
}
