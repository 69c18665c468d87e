import { test } from "vitest";
import { endure, type Hostility } from "./hostile-page.js";
import { useSetting } from "./setting.js";
import { tagOf } from "./wire.js";

const setting = useSetting(
  (wire, path) =>
    path === "/own" || path.startsWith("/cart/add")
      ? "mine"
      : `<!doctype html><title>${path}</title>${path === "/without" ? "" : tagOf(wire)}`,
  { oneProfile: true },
);

const BLOCKED: readonly Hostility[] = [
  {
    what: "a fetch that returns nothing",
    patch: () => Object.assign(window, { fetch: () => undefined }),
    stays: true,
    heard: ["internal", ""],
  },
  {
    what: "a fetch that throws",
    patch: () => Object.assign(window, { fetch: () => Reflect.construct(Date, [], 1 as never) }),
    stays: true,
  },
  { what: "a fetch that rejects", patch: () => Object.assign(window, { fetch: () => Promise.reject(new TypeError("no")) }), stays: true },
  { what: "a fetch that is never answered", patch: () => Object.assign(window, { fetch: () => new Promise(() => {}) }), stays: true },
  {
    what: "a fetch that answers something else",
    patch: () => Object.assign(window, { fetch: () => Promise.resolve({ ok: true }) }),
    stays: true,
  },
  {
    what: "a fetch that returns a thenable",
    patch: () => {
      const own = window.fetch;
      Object.assign(window, {
        fetch: (...args: Parameters<typeof fetch>) => {
          const answer = own(...args);
          // biome-ignore lint/suspicious/noThenProperty: a thenable is what this is about.
          return { then: (done: () => void, failed: () => void) => void answer.then(done, failed) };
        },
      });
    },
    heard: ["internal", ""],
  },
  { what: "no fetch", patch: () => Reflect.deleteProperty(window, "fetch"), stays: true },
  {
    what: "a storage that is full",
    patch: () => {
      for (let size = 2 ** 23; size >= 1; size /= 2)
        try {
          localStorage.setItem(`full${size}`, "x".repeat(size));
        } catch {
          // Half as much may fit.
        }
    },
  },
  {
    what: "a storage that throws when it is read",
    patch: () =>
      Object.defineProperty(window, "localStorage", {
        get: () => {
          throw new DOMException("no", "SecurityError");
        },
        configurable: true,
      }),
  },
  { what: "a storage that is null", patch: () => Object.defineProperty(window, "localStorage", { value: null }) },
  {
    what: "cookies that throw",
    patch: () => {
      const fail = () => {
        throw new DOMException("no", "SecurityError");
      };
      Object.defineProperty(Document.prototype, "cookie", { get: fail, set: fail });
    },
  },
  { what: "cookies that are refused", patch: () => Object.defineProperty(Document.prototype, "cookie", { get: () => "", set: () => {} }) },
  { what: "no locks", patch: () => Object.defineProperty(navigator, "locks", { value: undefined }) },
  {
    what: "locks that are refused",
    patch: () => {
      LockManager.prototype.request = () => Promise.reject(new DOMException("no", "SecurityError"));
    },
  },
  {
    what: "locks that throw",
    patch: () => {
      LockManager.prototype.request = () => {
        throw new DOMException("no", "InvalidStateError");
      };
    },
  },
  {
    what: "requests that cannot outlive the page",
    patch: () => Reflect.deleteProperty(Request.prototype, "keepalive"),
  },
];

test.each(BLOCKED)("Before the script: $what", (hostility) => endure(setting(), hostility, "before"));
test.each(BLOCKED)("After it: $what", (hostility) => endure(setting(), hostility, "after"));
