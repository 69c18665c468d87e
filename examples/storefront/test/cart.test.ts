import { expect, test } from "vitest";
import { cartLineOf, changeCart, countOf, formatCart, MAX_QUANTITY, parseCart, sumOf } from "../src/cart.js";

test("a cart survives its cookie", () => {
  const cookie = "may.den.2~nang.kem.1";
  const cart = parseCart(cookie);
  expect(formatCart(cart)).toBe(cookie);
  expect(countOf(cart)).toBe(3);
  expect(sumOf(cart)).toBe(2 * 1_290_000 + 1_890_000);
});

test("whatever the shop does not sell is left out of a cart", () => {
  expect(parseCart("may.tim.1~kinh-gia.den.1~may.den.0~may.den.-3~may.den.1e9~may.den.x~~may")).toEqual([]);
  expect(parseCart("__proto__.constructor.1")).toEqual([]);
  expect(parseCart(undefined)).toEqual([]);
});

test("a quantity of part of a pair of glasses is refused", () => {
  expect(parseCart("may.den.NaN")).toEqual([]);
  expect(cartLineOf("may", "den", 1.5)).toBeUndefined();
});

test("a frame twice in the cookie is one line, and no line exceeds the most one can order", () => {
  expect(formatCart(parseCart("may.den.8~may.den.8"))).toBe(`may.den.${MAX_QUANTITY}`);
});

test("taking the last one away removes the line", () => {
  const line = cartLineOf("may", "den", 1);
  if (line === undefined) throw new Error("Mây is sold in black");
  const cart = changeCart(changeCart([], line, 1), line, 1);
  expect(countOf(cart)).toBe(2);
  expect(countOf(changeCart(cart, line, -1))).toBe(1);
  expect(changeCart(changeCart(cart, line, -1), line, -1)).toEqual([]);
  expect(changeCart([], line, -1)).toEqual([]);
});
