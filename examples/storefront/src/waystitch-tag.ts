import { createHash } from "node:crypto";
import { type Html, html, trusted } from "./html.js";

/** Pasted from Waystitch's documentation: makes `window.waystitch` usable before the script has loaded. */
const STUB = String.raw`!function(w,n,q,s){w[n]||(s=w[n]={q:q},"track page identify group alias reset consent flush ready on".split(" ").map(function(m){s[m]=function(){q.push([m,[].slice.call(arguments),Date.now(),location.href])}}),addEventListener("pagehide",function(l,j){try{l=localStorage;j=JSON.stringify(q);s.q&&q[0]&&!navigator.globalPrivacyControl&&!/^[dp]/.test(l.ws_consent)&&!/"consent",\["[dp]/.test(j)&&!document.querySelector("[data-consent],[data-tcf],[data-consent-mode],[data-dnt]")&&(l.ws_early||"").length<5e4&&(l.ws_early=(l.ws_early||"")+","+j,q.length=0)}catch(e){}}))}(window,"waystitch",[])`;

/** The script tag in every page's head. With it alone, page views and lead forms are recorded. */
export const waystitchTag = (collectorUrl: string, writeKey: string): Html => html`<script>${trusted(STUB)}</script>
<script async src="${collectorUrl}/waystitch.js" data-write-key="${writeKey}"></script>`;

/** A Content-Security-Policy that allows the shop itself and Waystitch, and nothing else. */
export function contentSecurityPolicy(collectorUrl: string): string {
  const stub = `'sha256-${createHash("sha256").update(STUB).digest("base64")}'`;
  const collector = new URL(collectorUrl).origin;
  return [
    "default-src 'none'",
    `script-src 'self' ${stub} ${collector}`,
    `connect-src 'self' ${collector}`,
    "style-src 'self'",
    "img-src 'self' data:",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}
