import { attempt } from "../attempt.js";
import { element } from "./element.js";

const DARK =
  "color-scheme:dark;--bg:#16181d;--soft:#1e2128;--line:#31353f;--text:#eceef2;--muted:#a3abba;--accent:#5eead4;--sent:#6ee7a0;--wait:#fcd34d;--bad:#fda4a4;--ask:#c4b5fd;--shade:rgba(0,0,0,.6)";

/** The page's own rules cannot reach into the panel, but could move the element it hangs on. */
const STYLE = `
:host{all:initial!important;position:fixed!important;inset:auto 16px 16px auto!important;z-index:2147483647!important;display:block!important}
@media print{:host{display:none!important}}
*{box-sizing:border-box;margin:0;padding:0;font:inherit;color:inherit}
[hidden]{display:none!important}
.root{color-scheme:light;--bg:#fff;--soft:#f5f6f8;--line:#e0e3e8;--text:#171a20;--muted:#59606e;--accent:#0f766e;--sent:#15803d;--wait:#a15c07;--bad:#b91c1c;--ask:#6d28d9;--shade:rgba(15,20,30,.22);
font:13px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;color:var(--text);-webkit-text-size-adjust:100%}
@media(prefers-color-scheme:dark){.root{${DARK}}}
.panel{display:flex;flex-direction:column;width:384px;max-height:min(600px,calc(100vh - 32px));background:var(--bg);border:1px solid var(--line);border-radius:14px;box-shadow:0 12px 40px var(--shade);overflow:hidden}
.head{display:flex;align-items:center;gap:2px;padding:8px 8px 8px 14px}
.brand{flex:1;min-width:0;font-weight:650;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.brand::before{content:"";display:inline-block;width:9px;height:9px;margin-right:8px;border-radius:2px;background:var(--accent);transform:rotate(45deg)}
.brand span{font-weight:400;color:var(--muted)}
button{flex:none;min-width:32px;height:32px;padding:0 8px;border:0;border-radius:8px;background:none;color:var(--muted);font-size:12px;line-height:1;cursor:pointer}
button:hover{background:var(--soft);color:var(--text)}
.sign{font-size:18px}
:focus-visible{outline:2px solid var(--accent);outline-offset:-2px}
.facts{padding:8px 14px 10px;background:var(--soft);border-block:1px solid var(--line);font-size:12px}
.facts dl{display:grid;grid-template-columns:auto 1fr;gap:2px 12px}
.facts .state{align-items:baseline;padding-bottom:4px}
.facts dt{color:var(--muted)}
.facts dd{min-width:0;overflow-wrap:anywhere;font:11px/18px ui-monospace,Menlo,Consolas,monospace}
ol{flex:1;overflow:auto;overscroll-behavior:contain;list-style:none}
li+li{border-top:1px solid var(--line)}
.empty{padding:28px 24px;text-align:center;color:var(--muted)}
.top{display:grid;grid-template-columns:1fr auto;gap:0 12px;padding:8px 14px;list-style:none}
summary{cursor:pointer}
summary::-webkit-details-marker{display:none}
summary:hover{background:var(--soft)}
.name{min-width:0;font-weight:600;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.how{min-width:0;color:var(--muted);font-size:12px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;font-variant-numeric:tabular-nums}
summary .how::after{content:"";display:inline-block;width:5px;height:5px;margin:0 0 2px 8px;border:solid;border-width:0 1.5px 1.5px 0;transform:rotate(45deg)}
[open]>summary .how::after{transform:rotate(225deg);margin-bottom:-1px}
.state{--of:var(--muted);display:inline-flex;align-items:center;gap:6px;grid-row:1/3;grid-column:2;align-self:center;font-size:12px;font-weight:500;color:var(--of)}
.state::before{content:"";width:7px;height:7px;border-radius:50%;background:var(--of)}
.sent,.granted{--of:var(--sent)}.waiting,.parked{--of:var(--wait)}.rejected,.error,.denied{--of:var(--bad)}.consent,.pending{--of:var(--ask)}
.form::before,.waiting::before,.consent::before{background:none;box-shadow:inset 0 0 0 1.5px var(--of)}
.more{padding:0 14px 12px;font-size:12px}
div.top{padding-bottom:2px}
.why{padding-bottom:6px}
p:last-child{padding-bottom:0!important}
.reason{color:var(--bad);padding-bottom:6px;overflow-wrap:anywhere}
.values{display:grid;grid-template-columns:fit-content(45%) 1fr;gap:3px 12px;padding:8px 10px;background:var(--soft);border-radius:8px}
.values:empty{display:none}
.values dt{color:var(--muted);overflow-wrap:anywhere}
.values dd{min-width:0;overflow-wrap:anywhere;white-space:pre-wrap}
.id{padding-top:6px;color:var(--muted);font:11px/1.4 ui-monospace,Menlo,Consolas,monospace;overflow-wrap:anywhere}
.pill{display:block;height:40px;padding:0 16px;margin-left:auto;border:1px solid var(--line);border-radius:20px;background:var(--bg);color:var(--text);font-size:13px;font-weight:600;box-shadow:0 6px 20px var(--shade)}
@media(max-width:480px){:host{inset:auto 8px 8px!important}.panel{width:auto;max-height:60vh}button{min-width:40px;height:40px}}
`;

/**
 * Gives a shadow root its style. A sheet that is made by a script needs no permission from a content policy; in browsers that
 * cannot do that, an element with the script's nonce does: https://web.dev/articles/constructable-stylesheets
 */
export function addStyle(root: ShadowRoot, nonce: string | undefined): void {
  const sheet = attempt(() => new CSSStyleSheet());
  if (sheet && "adoptedStyleSheets" in root) {
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    return;
  }
  const style = element("style", "", STYLE);
  if (nonce) style.nonce = nonce;
  root.append(style);
}
