/**
 * Hosts and names by which a source is known: `google` matches google.com.vn, an entry with a dot matches that host.
 * Started from GA4's published default channel groups (support.google.com/analytics/answer/9756891, read 2026-11) and
 * completed for Vietnam: Cốc Cốc, Zalo, Shopee, Lazada, Tiki, Sendo.
 */
export const SOURCES = {
  search: ["google", "bing", "yahoo", "duckduckgo", "baidu", "yandex", "ecosia", "naver", "coccoc", "brave", "startpage", "qwant", "sogou"],
  social: [
    "facebook",
    "fb",
    "instagram",
    "ig",
    "messenger",
    "zalo",
    "zaloapp",
    "linkedin",
    "lnkd",
    "twitter",
    "x.com",
    "t.co",
    "pinterest",
    "reddit",
    "threads",
    "tumblr",
    "snapchat",
    "telegram",
    "t.me",
    "whatsapp",
    "weibo",
    "vk",
    "quora",
  ],
  video: ["youtube", "youtu.be", "tiktok", "vimeo", "dailymotion", "twitch", "netflix"],
  shopping: ["shopee", "lazada", "tiki", "sendo", "amazon", "ebay", "etsy", "alibaba", "aliexpress", "walmart"],
  assistants: ["chatgpt", "openai", "claude.ai", "gemini.google", "copilot.microsoft", "perplexity", "deepseek", "grok"],
  /** A visit that comes back from one of these was never brought by it. */
  payment: ["vnpay", "vnpayment", "momo", "zalopay", "onepay", "payoo", "paypal", "stripe", "alepay", "nganluong", "shopeepay"],
} as const;

export type SourceList = keyof typeof SOURCES;

const lists = new Map<SourceList, readonly string[]>(Object.entries(SOURCES) as [SourceList, readonly string[]][]);

/** True when a source, a host or the name in a campaign parameter, is in a list. */
export function isListed(source: string, list: SourceList): boolean {
  const text = source.toLowerCase();
  // The name before a public suffix of one or two labels: google in www.google.com and in google.com.vn.
  const names = text.split(".").slice(-3, -1);
  return (lists.get(list) ?? []).some(
    (entry) => text === entry || (entry.includes(".") ? `.${text}.`.includes(`.${entry}.`) : names.includes(entry)),
  );
}
