import { loginOfUrl, urlOfLogin } from "@waystitch/store";
import { expect, it } from "vitest";

const LOGIN = { name: "anna", password: "p_w-1" };

it.each([
  ["postgres://owner:old@db.example:5433/shop?sslmode=require", "postgres://anna:p_w-1@db.example:5433/shop?sslmode=require"],
  ["postgres://db.example/shop", "postgres://anna:p_w-1@db.example/shop"],
  ["postgres://db.example/shop?user=owner&password=old", "postgres://anna:p_w-1@db.example/shop"],
  ["postgres:///shop?host=/run/postgresql", "postgres:///shop?host=%2Frun%2Fpostgresql&user=anna&password=p_w-1"],
])("%s becomes another one's address, and says whose it is", (before, after) => {
  expect(urlOfLogin(before, LOGIN)).toBe(after);
  expect(loginOfUrl(after)).toEqual(LOGIN);
});

it("an address without a name and a password is nobody's", () => {
  for (const text of ["", "anna", "postgres://db.example/shop", "postgres://anna@db.example/shop"]) expect(loginOfUrl(text)).toBeNull();
});
