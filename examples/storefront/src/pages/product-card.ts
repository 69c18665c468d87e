import type { Colour, Frame } from "../catalogue.js";
import { drawEyewear } from "../eyewear.js";
import { type Html, html } from "../html.js";
import { formatDong } from "../money.js";

export const KINDS = { "gong-kinh": "Gọng kính", "kinh-ram": "Kính râm" } as const;

/** The picture of a frame in a colour. */
export const pictureOf = (frame: Frame, colour: Colour): Html =>
  drawEyewear(frame.shape, colour, `${KINDS[frame.kind]} ${frame.name} màu ${colour.name.toLowerCase()}`);

/** A colour as a dot: the rim, and the lens where it is dark. */
export const swatchOf = ({ rim, lens, tint }: Colour): Html => html`<svg class="swatch" viewBox="0 0 20 20" aria-hidden="true">
  <circle cx="10" cy="10" r="8" fill="${tint > 0.5 ? lens : rim}" stroke="${rim}" stroke-width="4"/>
</svg>`;

/** A frame in a list. */
export const productCard = (frame: Frame): Html => html`<li class="card">
  <a href="/kinh/${frame.id}">
    <div class="tile ${frame.tile}">${pictureOf(frame, frame.colours[0])}</div>
    <h3>${frame.name}</h3>
    <p class="tagline">${frame.tagline}</p>
    <p class="price">${formatDong(frame.price)} <span class="swatches" role="img" aria-label="${frame.colours.length} màu">
      ${frame.colours.map(swatchOf)}
    </span></p>
  </a>
</li>`;
