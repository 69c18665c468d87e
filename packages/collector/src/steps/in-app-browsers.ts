/**
 * Browsers inside apps that ua-parser-js 1.0 does not know, or takes for another, by what they write into their
 * user agent. Each is a pattern with the version and the name that goes with it, in that library's form.
 */
export const IN_APP_BROWSERS = [
  [/\bzalo (?:android|ios)\/([\w.]+)/i],
  ["version", ["name", "Zalo"]],
  [/\bfban\/messenger\w*;fbav\/([\w.]+)/i, /\bfb_iab\/(?:orca-android|messenger);fbav\/([\w.]+)/i],
  ["version", ["name", "Messenger"]],
  // TikTok's Asian edition calls itself trill.
  [/\b(?:trill|musical_ly)_([\w.]+)/i],
  ["version", ["name", "TikTok"]],
  [/\bbarcelona ([\w.]+)/i],
  ["version", ["name", "Threads"]],
  [/\[pinterest\/(?:ios|android)\]/i],
  [["name", "Pinterest"]],
];
