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

/** Built-in objects as pages and their libraries leave them. */
const BUILTINS: readonly Hostility[] = [
  {
    what: "frozen prototypes",
    patch: () => {
      for (const { prototype } of [Object, Function, Array, String, Promise, Map, Set, RegExp, Date, Element, Node, EventTarget, Storage])
        Object.freeze(prototype);
    },
  },
  {
    what: "a frozen history, storage, navigator and document",
    patch: () => [history, navigator, document, JSON, Math, Reflect].map(Object.freeze),
  },
  {
    what: "a frozen history and no Navigation API",
    patch: () => {
      Reflect.deleteProperty(window, "navigation");
      Object.freeze(history);
    },
  },
  {
    what: "frozen requests",
    patch: () => {
      Object.freeze(XMLHttpRequest.prototype);
      Object.defineProperty(window, "fetch", { value: fetch, writable: false, configurable: false });
    },
  },
  {
    what: "words on every object",
    patch: () => {
      for (const name of ["then", "length", "event", "url", "ecommerce"])
        Object.defineProperty(
          Object.prototype,
          name,
          Object.assign(Object.create(null), { value: "polluted", writable: true, configurable: true }),
        );
    },
  },
  {
    what: "accessors on every object",
    patch: () => {
      for (const name of ["length", "ecommerce", "products"])
        Object.defineProperty(Object.prototype, name, {
          get() {
            throw new Error("polluted");
          },
          configurable: true,
        });
    },
    heard: ["internal", "internal"],
  },
  {
    what: "enumerable functions on every array and object, as old libraries have them",
    patch: () => {
      const each = function (this: unknown[]) {
        return this;
      };
      for (const { prototype } of [Array, Object])
        for (const name of ["each", "clone", "first", "include", "length_", "extend"])
          Object.defineProperty(prototype, name, { value: each, enumerable: true, configurable: true, writable: true });
    },
  },
  {
    what: "the list methods of Prototype",
    patch: () => {
      const each = function <T>(this: ArrayLike<T>, told: (item: T, at: number) => void) {
        for (let at = 0; at < this.length; at++) told(this[at] as T, at);
      };
      const own = {
        map(this: unknown[], told: (item: unknown, at: number) => unknown) {
          const list: unknown[] = [];
          each.call(this, (item, at) => void list.push(told(item, at)));
          return list;
        },
        filter(this: unknown[], told: (item: unknown, at: number) => unknown) {
          const list: unknown[] = [];
          each.call(this, (item, at) => void (told(item, at) && list.push(item)));
          return list;
        },
        includes(this: unknown[], wanted: unknown) {
          for (let at = 0; at < this.length; at++) if (this[at] === wanted) return true;
          return false;
        },
        entries(this: unknown[]) {
          return this.slice();
        },
        toJSON(this: unknown[]) {
          return `[${this}]`;
        },
      };
      Object.assign(Array.prototype, own);
      Array.from = (list: ArrayLike<unknown>) => own.map.call(Array.prototype.slice.call(list), (item) => item) as never[];
      Object.assign(String.prototype, { toJSON: () => '"spoilt"' });
    },
  },
  {
    what: "no randomUUID, Intl, AbortSignal.timeout, Navigation API, sendBeacon or Cookie Store",
    patch: () => {
      Reflect.deleteProperty(Crypto.prototype, "randomUUID");
      for (const name of ["Intl", "navigation", "cookieStore", "CookieStore", "structuredClone", "queueMicrotask"])
        Reflect.deleteProperty(window, name);
      Reflect.deleteProperty(AbortSignal, "timeout");
      Reflect.deleteProperty(Navigator.prototype, "sendBeacon");
    },
  },
  {
    what: "no XMLHttpRequest",
    patch: () => Reflect.deleteProperty(window, "XMLHttpRequest"),
    heard: ["internal", ""],
  },
  {
    what: "listeners that are wrapped, and promises of another make, as zone.js has them",
    patch: () => {
      const add = EventTarget.prototype.addEventListener;
      EventTarget.prototype.addEventListener = function (type, listener, options) {
        const wrapped = (event: Event) =>
          typeof listener === "function" ? listener.call(this, event) : listener?.handleEvent.call(listener, event);
        add.call(this, type, listener && wrapped, options);
      };
      const Native = Promise;
      class Aware<T> extends Native<T> {}
      Object.assign(window, { Promise: Aware });
      const { setTimeout: later } = window;
      Object.assign(window, { setTimeout: (run: () => void, ...rest: number[]) => Object(later(run, ...rest)) });
    },
  },
  {
    what: "a Date that stands still",
    patch: () => {
      const Native = Date;
      const still = Native.now();
      class Still extends Native {
        constructor(...args: unknown[]) {
          super(...((args[0] === undefined ? [still] : args) as [number]));
        }
        static override now = () => still;
      }
      Object.assign(window, { Date: Still });
    },
  },
  {
    what: "a history whose pushState the page replaces",
    patch: () => {
      const { pushState } = History.prototype;
      history.pushState = function (...args) {
        return pushState.apply(this, args);
      };
    },
  },
];

test.each(BUILTINS)("Before the script: $what", (hostility) => endure(setting(), hostility, "before"));
test.each(BUILTINS)("After it: $what", (hostility) => endure(setting(), hostility, "after"));
