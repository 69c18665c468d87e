import { createNaming } from "@waystitch/naming";
import { expect, test } from "vitest";
import { type SelectorOptions, wantedOf } from "../src/operate/selector.js";

const naming = createNaming("the secret of this installation");
const wanted = (options: Partial<SelectorOptions>) => wantedOf({ site: "shop", dataDir: "", ...options }, naming);

test("a person is named by what is stored of them, however it is spelled", () => {
  expect(wanted({ user: " u1 " })).toEqual({ identifier: "user:u1" });
  expect(wanted({ email: " Mai@Shop.vn" })).toEqual({ identifier: naming.email("mai@shop.vn") });
  expect(wanted({ phone: "0912 345 678" })).toEqual(wanted({ phone: "+84912345678" }));
  expect(wanted({ visitor: "v1" })).toEqual({ visitorId: "v1" });
  expect(wanted({ person: "2ca-ct4frxhxt00jbnb3gnfb" })).toEqual({ personId: "2ca-ct4frxhxt00jbnb3gnfb" });
});

test("an id that is an e-mail address is looked for by its hash, as it is stored", () => {
  expect(wanted({ user: "mai@shop.vn" })).toEqual({ identifier: `user:${naming.email("mai@shop.vn")}` });
});

test("what names nobody, or somebody in two ways, is refused in words", () => {
  expect(() => wanted({})).toThrow("Say who is meant in one way: --user, --email, --phone, --visitor, --person.");
  expect(() => wanted({ user: "a", visitor: "b" })).toThrow("in one way");
  expect(() => wanted({ user: "" })).toThrow("--user is empty");
  expect(() => wanted({ user: "guest" })).toThrow("stands for nobody");
  expect(() => wanted({ email: "0912 345 678" })).toThrow("--email is no e-mail address");
  expect(() => wanted({ phone: "12" })).toThrow("--phone is no phone number");
});
