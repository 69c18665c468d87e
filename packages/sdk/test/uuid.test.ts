import { afterEach, expect, test, vi } from "vitest";
import { numberIn } from "./wire.js";

const START = Date.UTC(2026, 10, 22);

/** The ids of a page that was opened at a time. */
async function pageAt(time: number) {
  vi.useFakeTimers({ now: time });
  vi.resetModules();
  return await import("../src/uuid.js");
}

afterEach(() => void vi.useRealTimers());

test("Ids are version 7 UUIDs that carry their time", async () => {
  const { newId } = await pageAt(START);
  const id = newId(0);
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toBe(START);
});

test("Ids tell the page that made them and which of its ids they are", async () => {
  const { newId } = await pageAt(START);
  const ids = [0, 1, 2, 16_383].map(newId);
  expect(ids.map(numberIn)).toEqual([0, 1, 2, 16_383]);
  expect(new Set(ids.map((id) => id.slice(24))).size).toBe(1);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9]{12}$/);
});

test("Ids sort in order of creation within a millisecond, whatever their number, and when the clock goes back", async () => {
  const { newId } = await pageAt(START);
  const ids = Array.from({ length: 3000 }, (_, at) => newId(3000 - at));
  vi.setSystemTime(START - 60_000);
  ids.push(newId(0));
  vi.setSystemTime(START + 60_000);
  ids.push(newId(0));
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

test("Two pages that start in the same millisecond make different ids", async () => {
  const [one, other] = [await pageAt(START), await pageAt(START)];
  expect(one.newId(0)).not.toBe(other.newId(0));
});

test("Ids are told by their age, within about a minute", async () => {
  const { idsAt, newId } = await pageAt(START);
  expect(newId(0) > idsAt(START - 1)).toBe(true);
  expect(newId(0) < idsAt(START + 66_000)).toBe(true);
});
