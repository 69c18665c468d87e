import { type Html, html } from "./html.js";

/** How a frame is drawn: the left lens in a canvas of 240 x 112, mirrored for the right one. */
interface Drawing {
  readonly lens: string;
  readonly bridge: string;
  /** Width of the rim. */
  readonly rim: number;
  /** Height at which the temples are hinged. */
  readonly hinge: number;
  /** A thicker upper rim. */
  readonly brow?: string;
}

const DRAWINGS = {
  round: { lens: "M72 21a33 33 0 1 0 .01 0Z", bridge: "M103 47Q120 34 137 47", rim: 6, hinge: 44 },
  square: {
    lens: "M43 25H95Q107 25 106 37L103 70Q101 84 88 84H56Q43 84 40 71L34 38Q32 25 43 25Z",
    bridge: "M105 42Q120 33 135 42",
    rim: 8,
    hinge: 34,
  },
  catEye: {
    lens: "M25 20C50 22 80 25 98 31Q108 35 106 49C103 72 92 84 73 84C51 84 40 70 35 50C32 38 19 31 25 20Z",
    bridge: "M106 44Q120 35 134 44",
    rim: 7.5,
    hinge: 25,
  },
  aviator: {
    lens: "M39 29Q70 22 100 31Q108 34 106 47C102 71 91 89 71 89C49 89 36 69 33 45Q32 31 39 29Z",
    bridge: "M105 49Q120 40 135 49M94 29Q120 22 146 29",
    rim: 3.6,
    hinge: 34,
  },
  hexagon: { lens: "M53 24H91L108 54L91 84H53L36 54Z", bridge: "M104 47Q120 37 136 47", rim: 4, hinge: 44 },
  oval: { lens: "M72 29c22 0 37 11 37 25s-15 25-37 25s-37-11-37-25s15-25 37-25Z", bridge: "M107 47Q120 37 133 47", rim: 7, hinge: 46 },
  browline: {
    lens: "M39 32Q68 25 101 31Q107 33 106 46C104 70 93 84 73 84C51 84 39 70 35 48Q33 34 39 32Z",
    bridge: "M105 42Q120 33 135 42",
    rim: 2.8,
    hinge: 34,
    brow: "M33 43Q30 27 44 26Q72 22 98 28Q108 31 107 41",
  },
  oversized: {
    lens: "M34 20Q70 13 102 23Q110 27 108 45C104 77 92 94 69 94C46 94 31 76 28 44Q27 23 34 20Z",
    bridge: "M107 42Q120 32 133 42",
    rim: 9,
    hinge: 30,
  },
  narrow: {
    lens: "M40 36H98Q108 36 107 46L104 64Q102 74 92 74H50Q39 74 37 64L32 46Q31 36 40 36Z",
    bridge: "M106 48Q120 39 134 48",
    rim: 6,
    hinge: 42,
  },
} as const satisfies Record<string, Drawing>;

export type FrameShape = keyof typeof DRAWINGS;

/** The paint of a frame; `spots` makes it tortoiseshell. */
export interface Paint {
  readonly rim: string;
  readonly spots?: string;
  readonly lens: string;
  /** 0 clear to 1 opaque. */
  readonly tint: number;
}

/** A pair of glasses as an inline picture; `label` is what a screen reader says. */
export function drawEyewear(shape: FrameShape, { rim, spots, lens, tint }: Paint, label: string): Html {
  const drawing: Drawing = DRAWINGS[shape];
  const { hinge } = drawing;
  const spotted = (path: string, width: number): Html => html`<g stroke="${spots ?? rim}">
    <path d="${path}" stroke-width="${width * 0.95}" stroke-dasharray="3 17 6 23 1 13" opacity=".42"/>
    <path d="${path}" stroke-width="${width * 0.6}" stroke-dasharray="1 11 4 19" stroke-dashoffset="9" opacity=".5"/></g>`;
  const stroke = (path: string, width: number): Html =>
    html`<path d="${path}" stroke="${rim}" stroke-width="${width}"/>${spots && spotted(path, width)}`;
  const half = html`
    <path d="M31 ${hinge}L22 ${hinge - 3}Q17 ${hinge - 3} 17 ${hinge + 3}" stroke="${rim}" stroke-width="${Math.max(drawing.rim, 5)}"/>
    ${tint < 0.5 && html`<path d="M24 ${hinge + 8}L150 ${hinge + 26}" stroke="${rim}" stroke-width="3.5" opacity=".24"/>`}
    <path d="${drawing.lens}" fill="${lens}" fill-opacity="${tint}"/>
    ${stroke(drawing.lens, drawing.rim)}
    ${drawing.brow && stroke(drawing.brow, 9)}
    <path d="${drawing.brow ?? drawing.lens}" stroke="#fff" stroke-width="1.1" opacity=".3" transform="translate(-.6 -1.2)"/>`;
  const gleam = html`<path d="M52 62L72 38M62 67L76 50" stroke="#fff" stroke-width="3" opacity=".5"/>`;
  return html`<svg class="eyewear" viewBox="0 0 240 112" role="img" aria-label="${label}" fill="none" stroke-linecap="round" stroke-linejoin="round">
    <ellipse cx="120" cy="104" rx="82" ry="4" fill="#1f2430" opacity=".12"/>
    ${half}<g transform="matrix(-1 0 0 1 240 0)">${half}</g>
    ${stroke(drawing.bridge, Math.max(drawing.rim * 0.8, 3))}
    ${gleam}<g transform="translate(96)">${gleam}</g>
  </svg>`;
}
