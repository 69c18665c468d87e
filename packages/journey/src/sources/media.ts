/** What a medium says, as GA4 reads it. All media and campaigns are given in lower case. */

/** GA4's `^(.*cp.*|ppc|retargeting|paid.*)$`. */
export const isPaid = (medium: string): boolean =>
  medium.includes("cp") || medium === "ppc" || medium === "retargeting" || medium.startsWith("paid");

const media =
  (...known: readonly string[]): ((medium: string) => boolean) =>
  (medium) =>
    known.includes(medium);

export const isDisplay = media("display", "banner", "expandable", "interstitial", "cpm");
export const isSocial = media("social", "social-network", "social-media", "sm", "social network", "social media");
export const isReferral = media("referral", "app", "link");
export const isEmail = media("email", "e-mail", "e_mail", "e mail");
export const isAffiliate = media("affiliate", "affiliates");

export const isPush = (medium: string): boolean => medium.endsWith("push") || medium.includes("mobile") || medium.includes("notification");

/** True when a medium stands against the click id beside it: it is paid already, or names a way of its own to the visitor. */
export const isFirm = (medium: string): boolean =>
  isPaid(medium) || isDisplay(medium) || isEmail(medium) || isAffiliate(medium) || isPush(medium) || medium === "audio" || medium === "sms";

/** GA4's `^(.*(([^a-df-z]|^)shop|shopping).*)$`: the word shop or eshop, or shopping anywhere. */
export function isShopCampaign(campaign: string): boolean {
  for (let at = campaign.indexOf("shop"); at !== -1; at = campaign.indexOf("shop", at + 1)) {
    const before = at === 0 ? "" : campaign.charAt(at - 1);
    if (before === "e" || before < "a" || before > "z" || campaign.startsWith("ping", at + 4)) return true;
  }
  return false;
}
