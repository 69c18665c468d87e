import type { Consent } from "../api.js";
import { attempt } from "../attempt.js";
import type { Say } from "./follow-dialogs.js";

/** What a consent dialog says of its visitor: https://github.com/InteractiveAdvertisingBureau/GDPR-Transparency-and-Consent-Framework */
export interface TcData {
  readonly eventStatus?: string;
  readonly gdprApplies?: boolean;
  readonly purpose?: {
    readonly consents?: Readonly<Record<string, boolean>>;
    readonly legitimateInterests?: Readonly<Record<string, boolean>>;
  };
}

type TcfApi = (command: string, version: number, callback: (data: TcData | null, success: boolean) => void) => void;

/** How often the page is asked for a dialog that has not loaded yet. */
const LOOK_MS = 200;

/**
 * What the visitor allows: storage (purpose 1, by consent only) and measuring content (purpose 8, also by legitimate interest). `undefined`
 * while the visitor has not chosen; granted where the framework does not apply.
 */
export function consentOf({ eventStatus, gdprApplies, purpose }: TcData): Consent | undefined {
  if (gdprApplies === false) return "granted";
  if (eventStatus !== "tcloaded" && eventStatus !== "useractioncomplete") return undefined;
  const { consents, legitimateInterests } = { consents: undefined, legitimateInterests: undefined, ...purpose };
  const may = (purposes: Readonly<Record<string, boolean>> | undefined, number: number): boolean => purposes?.[number] === true;
  return may(consents, 1) && (may(consents, 8) || may(legitimateInterests, 8)) ? "granted" : "denied";
}

/**
 * Takes the visitor's choice from the site's consent dialog, each time it changes. A dialog that loads later is waited
 * for: a stub of ours would be overwritten by the one that comes with it, and what it had heard with it.
 */
export function followTcf(say: Say): void {
  const hear = (data: TcData | null, success: boolean): void => {
    const consent = success && data && consentOf(data);
    if (consent) say(consent);
  };
  const look = (): void => {
    const { __tcfapi: api } = window as { __tcfapi?: TcfApi };
    if (typeof api !== "function") setTimeout(look, LOOK_MS);
    else attempt(() => api("addEventListener", 2, (data, success) => attempt(() => hear(data, success))));
  };
  look();
}
