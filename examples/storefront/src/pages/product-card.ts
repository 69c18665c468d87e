import type { Colour, Frame } from "../catalogue.js";
import { drawEyewear } from "../eyewear.js";
import { type Html, html } from "../html.js";
import { formatDong } from "../money.js";

export const KINDS = { "gong-kinh": "Gọng kính", "kinh-ram": "Kính râm" } as const;

/** The picture of a frame in a colour. */
export const pictureOf = (frame: Frame, colour: Colour): Html =>
  drawEyewear(frame.shape, colour, `${KINDS[frame.kind]} ${frame.name} màu ${colour.name.toLowerCase()}`);

/** A frame in a list. */
export const productCard = (frame: Frame): Html => html`<li class="card">
  <a href="/kinh/${frame.id}">
    <div class="tile ${frame.tile}">${pictureOf(frame, frame.colours[0])}</div>
    <h3>${frame.name}</h3>
    <p class="tagline">${frame.tagline}</p>
    <p class="price">${formatDong(frame.price)} <span class="swatches" aria-label="${frame.colours.length} màu">
      ${frame.colours.map(({ rim }) => html`<svg viewBox="0 0 10 10" aria-hidden="true"><circle cx="5" cy="5" r="4.5" fill="${rim}"/></svg>`)}
    </span></p>
  </a>
</li>`;
