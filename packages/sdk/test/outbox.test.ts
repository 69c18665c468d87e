import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Outbox } from "../src/outbox.js";

/** A browser's storage in memory; `quota` is its size in characters. */
function storageOf(quota = Number.POSITIVE_INFINITY): Storage {
  const items: Record<string, string> = {};
  // Items are read, written and deleted by their names, and listed.
  return new Proxy(items, {
    set(_, key: string, value: string) {
      if (Object.values(items).join("").length + value.length > quota) throw new DOMException("full", "QuotaExceededError");
      return Reflect.set(items, key, value);
    },
  }) as unknown as Storage;
}

const deny = (): never => {
  throw new DOMException("denied", "SecurityError");
};

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 22) });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

interface Tab extends Outbox {
  /** Puts in an event of this JSON, and says how it will be listed. */
  put1(json?: string): { slot: string; json: string };
  readonly dropped: string[];
}

/** The script in a tab of its own. */
async function tab(storage: Storage): Promise<Tab> {
  vi.resetModules();
  vi.stubGlobal("localStorage", storage);
  const { createOutbox } = await import("../src/outbox.js");
  const { newId } = await import("../src/uuid.js");
  const { on } = await import("../src/signals.js");
  (await import("../src/storage.js")).allowStorage(true);
  const dropped: string[] = [];
  on("error", ({ detail }: { detail: string }) => dropped.push(detail));
  const outbox = createOutbox("box:");
  const put1 = (json = "{}") => {
    const id = newId(0);
    outbox.put(id, json);
    return { slot: `box:${id}`, json };
  };
  return { ...outbox, put1, dropped };
}

test("A page lists all that waits in order of creation, or only its own", async () => {
  const storage = storageOf();
  const [one, other] = [await tab(storage), await tab(storage)];
  const a = one.put1("1");
  vi.advanceTimersByTime(1);
  const b = other.put1("2");
  vi.advanceTimersByTime(1);
  const c = one.put1("3");
  expect(one.list()).toEqual([a, b, c]);
  expect(one.list(true)).toEqual([a, c]);
});

test("What another tab has delivered is gone here, too", async () => {
  const storage = storageOf();
  const [one, other] = [await tab(storage), await tab(storage)];
  one.put1();
  other.drop(other.list());
  expect(one.list(true)).toEqual([]);
});

test("Removal is by entry: what was added meanwhile stays", async () => {
  const outbox = await tab(storageOf());
  outbox.put1();
  const sent = outbox.list();
  const later = outbox.put1();
  outbox.drop(sent);
  expect(outbox.list()).toEqual([later]);
});

test("Past a thousand entries the oldest go, and are counted", async () => {
  const storage = storageOf();
  const outbox = await tab(storage);
  const entries = Array.from({ length: 1003 }, () => outbox.put1());
  expect(outbox.list()).toEqual(entries.slice(3));
  outbox.put1();
  outbox.list();
  expect(outbox.dropped).toEqual(["3", "1"]);
  expect(storage["ws_dropped"]).toBe("4");
});

test("Past a million characters the oldest go", async () => {
  const outbox = await tab(storageOf());
  const entries = Array.from({ length: 3 }, () => outbox.put1("x".repeat(400_000)));
  expect(outbox.list()).toEqual(entries.slice(1));
});

test("What is too old to be taken by the collector goes", async () => {
  const storage = storageOf();
  const outbox = await tab(storage);
  outbox.put1();
  vi.advanceTimersByTime(30 * 86_400_000 + 70_000);
  const young = outbox.put1();
  expect((await tab(storage)).list()).toEqual([young]);
});

test.each([
  ["full", () => storageOf(2)],
  ["blocked", () => new Proxy({} as Storage, { get: deny, set: deny, deleteProperty: deny, ownKeys: deny })],
])("Where the storage is %s, memory does", async (_, open) => {
  const outbox = await tab(open());
  const entries = [outbox.put1("long enough"), outbox.put1("long enough")];
  expect(outbox.list()).toEqual(entries);
  outbox.drop(entries);
  expect(outbox.list()).toEqual([]);
});

test("Other items of the site's storage are not touched", async () => {
  const storage = storageOf();
  storage["cart"] = "[1]";
  const outbox = await tab(storage);
  outbox.put1();
  outbox.drop(outbox.list());
  expect(Object.keys(storage)).toEqual(["cart"]);
});
