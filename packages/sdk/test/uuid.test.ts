import { expect, test } from "vitest";
import { createUuids, timeOfUuid } from "../src/uuid.js";

const noise = (bytes: Uint8Array<ArrayBuffer>): void => {
  crypto.getRandomValues(bytes);
};

test("Ids are version 7 UUIDs that carry their time", () => {
  const id = createUuids(() => Date.UTC(2026, 10, 22), noise)();
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(timeOfUuid(id)).toBe(Date.UTC(2026, 10, 22));
});

test("Ids sort in order of creation within a millisecond, past its count, and when the clock goes back", () => {
  let clock = Date.UTC(2026, 10, 22);
  const newId = createUuids(() => clock, noise);
  const ids = Array.from({ length: 3000 }, newId);
  clock -= 60_000;
  ids.push(newId());
  clock += 120_000;
  ids.push(newId());
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

test("Two pages that start in the same millisecond make different ids", () => {
  const [one, other] = [createUuids(() => 1e12, noise), createUuids(() => 1e12, noise)];
  expect(one()).not.toBe(other());
});
