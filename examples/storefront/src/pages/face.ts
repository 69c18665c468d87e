import type { Face } from "../catalogue.js";
import { type Html, html } from "../html.js";

const OUTLINES: Readonly<Record<Face, string>> = {
  tron: "M40 10C62 10 70 27 70 45S60 82 40 82S10 63 10 45S18 10 40 10Z",
  vuong: "M40 10C60 10 66 18 66 32V58C66 72 56 82 44 82H36C24 82 14 72 14 58V32C14 18 20 10 40 10Z",
  "trai-xoan": "M40 6C58 6 65 22 65 40S56 88 40 88S15 58 15 40S22 6 40 6Z",
  "trai-tim": "M40 10C62 10 70 22 68 38C66 58 48 86 40 86S14 58 12 38C10 22 18 10 40 10Z",
};

/** A face of a shape, wearing glasses; decoration only. */
export const faceOf = (
  face: Face,
): Html => html`<svg class="face" viewBox="0 0 80 94" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round">
  <path d="${OUTLINES[face]}"/>
  <g stroke-width="3"><circle cx="28" cy="42" r="9"/><circle cx="52" cy="42" r="9"/><path d="M37 41Q40 38 43 41"/></g>
  <path d="M33 67Q40 72 47 67"/>
</svg>`;
