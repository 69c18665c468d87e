import { cleanText } from "@waystitch/protocol";
import { isbotMatch } from "isbot";
import { UAParser } from "ua-parser-js";
import { createBoundedMap } from "../bounded-map.js";
import { IN_APP_BROWSERS } from "./in-app-browsers.js";

/** What a `User-Agent` says. */
export interface UserAgent {
  readonly device: string;
  /** Name and major version, such as `Chrome 143`. */
  readonly browser: string | null;
  readonly os: string | null;
  /** Why it is taken for a robot. */
  readonly botReason: string | null;
}

export type ReadUserAgent = (text: string) => UserAgent;

/** Parsing takes about 100 times as long as remembering. */
const REMEMBERED = 2_000;
/** Longer ones are cut: no browser's is half as long. */
const MAX_LENGTH = 500;
const MAX_NAME_LENGTH = 60;

function nameOf(name: string | undefined, version: string | undefined): string | null {
  if (!name) return null;
  const [major] = (version ?? "").split(".", 1);
  return cleanText((major ? `${name} ${major}` : name).slice(0, MAX_NAME_LENGTH));
}

function parseUserAgent(text: string): UserAgent {
  const { browser, os, device } = new UAParser(text, { browser: IN_APP_BROWSERS }).getResult();
  const robot = isbotMatch(text);
  return {
    device: device.type === "smarttv" ? "tv" : (device.type ?? "desktop"),
    browser: nameOf(browser.name, browser.version),
    os: nameOf(os.name, os.version),
    botReason: robot === null ? null : cleanText(`user agent: ${robot.slice(0, MAX_NAME_LENGTH)}`),
  };
}

/** Reads user agents and remembers the answers, the latest 2,000 of them. */
export function createReadUserAgent(): ReadUserAgent {
  const read = createBoundedMap<string, UserAgent>(REMEMBERED);
  // The events of a request have the same.
  let latest = "";
  let answer: UserAgent | undefined;
  return (text) => {
    if (answer !== undefined && text === latest) return answer;
    const cut = text.slice(0, MAX_LENGTH);
    const userAgent = read.get(cut) ?? parseUserAgent(cut);
    read.set(cut, userAgent);
    [latest, answer] = [text, userAgent];
    return userAgent;
  };
}
