import { METHODS } from "./api.js";

/**
 * Inline script that makes `window.waystitch` usable before the script tag has loaded. Calls wait in `waystitch.q`;
 * if the visitor leaves first, they are put in the storage item `ws_early` for the next page, unless consent is not
 * given. Its object becomes the tracker, so that `const sdk = window.waystitch` stays good.
 */
export const STUB = `!function(w,n,q,s){w[n]||(s=w[n]={q:q},"${METHODS.join(" ")}".split(" ").map(function(m){s[m]=function(){q.push([m,[].slice.call(arguments),Date.now(),location.href])}}),addEventListener("pagehide",function(l,j){try{l=localStorage;j=JSON.stringify(q);s.q&&q[0]&&!navigator.globalPrivacyControl&&!/^[dp]/.test(l.ws_consent)&&!/"consent",\\["[dp]/.test(j)&&!document.querySelector("[data-consent],[data-tcf],[data-consent-mode],[data-dnt]")&&(l.ws_early||"").length<5e4&&(l.ws_early=(l.ws_early||"")+","+j,q.length=0)}catch(e){}}))}(window,"waystitch",[])`;
