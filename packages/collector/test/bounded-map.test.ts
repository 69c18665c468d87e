import { expect, test } from "vitest";
import { createBoundedMap } from "../src/bounded-map.js";

test("a full map forgets what was used longest ago", () => {
  const map = createBoundedMap<string, number>(2);
  map.set("a", 1);
  map.set("b", 2);
  map.get("a");
  map.set("c", 3);
  expect([map.get("a"), map.get("b"), map.get("c"), map.size]).toEqual([1, undefined, 3, 2]);
});

test("setting a key anew counts as use and takes no second place", () => {
  const map = createBoundedMap<string, number>(2);
  map.set("a", 1);
  map.set("b", 2);
  map.set("a", 3);
  map.set("c", 4);
  expect([map.get("a"), map.get("b"), map.get("c"), map.size]).toEqual([3, undefined, 4, 2]);
});

test("however many keys come, no more than the capacity is kept", () => {
  const map = createBoundedMap<number, number>(100);
  for (let i = 0; i < 10_000; i++) map.set(i, i);
  expect(map.size).toBe(100);
});
