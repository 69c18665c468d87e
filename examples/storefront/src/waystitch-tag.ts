import { createHash } from "node:crypto";
import { type Html, html, trusted } from "./html.js";

/** Copied from Waystitch's documentation: calls made before the script has loaded wait in a queue. */
const STUB = `(function(w){var q=w.waystitch=w.waystitch||[];if(!q.push||q.methods)return;q.methods=["track","identify","page","reset","flush"];q.methods.forEach(function(m){q[m]=function(){q.push([m].concat([].slice.call(arguments)))}})})(window);`;

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
