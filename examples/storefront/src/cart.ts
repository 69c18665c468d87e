import { type Colour, type Frame, frameOf } from "./catalogue.js";

/** One line of a cart: a frame in a colour. */
export interface CartLine {
  readonly frame: Frame;
  readonly colour: Colour;
  readonly quantity: number;
}

export const MAX_QUANTITY = 9;
const MAX_LINES = 20;

/** The line for a frame's and a colour's id, or `undefined` when the shop does not sell it. */
export function cartLineOf(frameId: unknown, colourId: unknown, quantity: number): CartLine | undefined {
  const frame = frameOf(frameId);
  const colour = frame?.colours.find(({ id }) => id === colourId);
  const isQuantity = Number.isInteger(quantity) && quantity >= 1 && quantity <= MAX_QUANTITY;
  return frame && colour && isQuantity ? { frame, colour, quantity } : undefined;
}

/** Reads the cart's cookie, such as `may.den.2~pho.doi-moi.1`. What the shop does not sell is left out. */
export function parseCart(cookie: string | undefined): readonly CartLine[] {
  const lines = (cookie ?? "").split("~", MAX_LINES).flatMap((text) => {
    const [frameId, colourId, quantity] = text.split(".");
    return cartLineOf(frameId, colourId, Number(quantity)) ?? [];
  });
  return lines.reduce<readonly CartLine[]>((cart, line) => changeCart(cart, line, line.quantity), []);
}

/** The cart as its cookie. */
export const formatCart = (cart: readonly CartLine[]): string =>
  cart.map(({ frame, colour, quantity }) => `${frame.id}.${colour.id}.${quantity}`).join("~");

/** The cart with `by` more of a line's frame, or fewer when `by` is negative. */
export function changeCart(cart: readonly CartLine[], { frame, colour }: CartLine, by: number): readonly CartLine[] {
  const isSame = (line: CartLine): boolean => line.frame === frame && line.colour === colour;
  const before = cart.find(isSame)?.quantity ?? 0;
  const quantity = Math.min(before + by, MAX_QUANTITY);
  if (before === 0) return quantity > 0 && cart.length < MAX_LINES ? [...cart, { frame, colour, quantity }] : cart;
  return cart.flatMap((line) => (isSame(line) ? (quantity > 0 ? { ...line, quantity } : []) : line));
}

export const countOf = (cart: readonly CartLine[]): number => cart.reduce((sum, { quantity }) => sum + quantity, 0);

/** Sum in đồng. */
export const sumOf = (cart: readonly CartLine[]): number => cart.reduce((sum, { frame, quantity }) => sum + frame.price * quantity, 0);
