import { expect, test } from "vitest";
import { createOutbox, type OutboxLimits } from "../src/outbox.js";
import { createSafeStorage } from "../src/safe-storage.js";
import { createUuids } from "../src/uuid.js";

const LIMITS: OutboxLimits = { entries: 5, size: 1000, ageMs: 60_000 };

/** A browser's storage in memory; `quota` is its size in characters. */
function storageOf(quota = Number.POSITIVE_INFINITY): Storage {
  const storage = {
    getItem: (key: string) => (key in items ? items[key] : null),
    setItem(key: string, value: string) {
      if (Object.values(items).join("").length + value.length > quota) throw new DOMException("full", "QuotaExceededError");
      items[key] = value;
    },
    removeItem: (key: string) => delete items[key],
  };
  const items: Record<string, string> = {};
  // Only the methods that are called and the keys that are listed.
  return new Proxy(items, { get: (_, name) => storage[name as keyof typeof storage] }) as unknown as Storage;
}

let clock = Date.UTC(2026, 10, 22);
const newId = createUuids(
  () => clock,
  (bytes) => crypto.getRandomValues(bytes),
);
const entry = (json = "{}") => ({ id: newId(), json });

function tab(storage: Storage, limits = LIMITS) {
  const dropped: number[] = [];
  const outbox = createOutbox(
    createSafeStorage(() => storage),
    "box:",
    limits,
    () => clock,
    (entries) => dropped.push(entries),
  );
  return { ...outbox, dropped };
}

test("A page lists what it added, in order, and on demand what others left", () => {
  const storage = storageOf();
  const [one, other] = [tab(storage), tab(storage)];
  const [a, b, c] = [entry("1"), entry("2"), entry("3")];
  other.add(b);
  one.add(a);
  one.add(c);
  expect(one.list(false)).toEqual([a, c]);
  expect(one.list(true)).toEqual([a, b, c]);
});

test("What another tab has delivered is gone here, too", () => {
  const storage = storageOf();
  const [one, other] = [tab(storage), tab(storage)];
  one.add(entry());
  other.remove(other.list(true));
  expect(one.list(false)).toEqual([]);
});

test("Removal is by entry: what was added meanwhile stays", () => {
  const outbox = tab(storageOf());
  outbox.add(entry());
  const sent = outbox.list(false);
  const later = entry();
  outbox.add(later);
  outbox.remove(sent);
  expect(outbox.list(true)).toEqual([later]);
});

test("Past the number of entries the oldest go, and are counted", () => {
  const outbox = tab(storageOf());
  const entries = Array.from({ length: 8 }, () => entry());
  for (const one of entries) outbox.add(one);
  expect(outbox.list(true)).toEqual(entries.slice(3));
  expect(outbox.dropped).toEqual([1, 1, 1]);
});

test("Past the size the oldest go", () => {
  const outbox = tab(storageOf());
  const entries = Array.from({ length: 3 }, () => entry("x".repeat(400)));
  for (const one of entries) outbox.add(one);
  expect(outbox.list(true)).toEqual(entries.slice(1));
});

test("What is too old to be taken by the collector goes", () => {
  const storage = storageOf();
  const outbox = tab(storage);
  outbox.add(entry());
  clock += 61_000;
  const young = entry();
  outbox.add(young);
  expect(tab(storage).list(true)).toEqual([young]);
});

test.each([
  ["full", () => tab(storageOf(2))],
  [
    "blocked",
    () =>
      tab(
        new Proxy({} as Storage, {
          get() {
            throw new DOMException("denied", "SecurityError");
          },
        }),
      ),
  ],
])("Where the storage is %s, memory does", (_, open) => {
  const outbox = open();
  const entries = [entry("long enough"), entry("long enough")];
  for (const one of entries) outbox.add(one);
  expect(outbox.list(true)).toEqual(entries);
  outbox.remove(entries);
  expect(outbox.list(true)).toEqual([]);
});

test("Other items of the site's storage are not touched", () => {
  const storage = storageOf();
  storage.setItem("cart", "[1]");
  const outbox = tab(storage);
  outbox.add(entry());
  outbox.remove(outbox.list(true));
  expect(Object.keys(storage)).toEqual(["cart"]);
});
