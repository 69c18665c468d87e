import { parseAmount } from "@waystitch/protocol";
import { expect, test } from "vitest";

test.each([
  ["450000", 450_000],
  ["0", 0],
  ["-5", -5],
  ["12.5", 12.5],
  ["12.50", 12.5],
  ["12,50", 12.5],
  ["450000.00", 450_000],
  ["450000.0000", 450_000],
  ["0.500", 0.5],
  ["1234.567", 1234.567],
  ["1.290.000", 1_290_000],
  ["1,290,000", 1_290_000],
  ["1 290 000", 1_290_000],
  ["450 000", 450_000],
  ["1\u00a0290\u202f000,50", 1_290_000.5],
  ["1,290.50", 1290.5],
  ["1.290,5", 1290.5],
  ["450.000₫", 450_000],
  ["450.000 ₫", 450_000],
  ["₫450,000", 450_000],
  ["450.000đ", 450_000],
  ["450.000 VNĐ", 450_000],
  ["VND 1.290.000", 1_290_000],
  ["-50.000đ", -50_000],
  ["₫-50.000", -50_000],
  ["$12.50", 12.5],
  ["-$12.50", -12.5],
  ["€ 1.290,00", 1290],
])("%s is %d", (text, number) => {
  expect(parseAmount(text, null)).toBe(number);
});

test("three digits behind a point are thousands in dong, and left alone where nothing says that it is dong", () => {
  for (const text of ["450.000", "450,000"]) {
    expect(parseAmount(text, "VND"), text).toBe(450_000);
    expect(parseAmount(text, "vnd"), text).toBe(450_000);
    for (const currency of [null, "USD"]) expect(parseAmount(text, currency), text).toBeNull();
  }
  expect(parseAmount("$450.000", "VND")).toBeNull();
  expect(parseAmount("0.500", "VND")).toBe(0.5);
});

test.each([
  ...["", " ", "-", ".", ",", "₫", "free", "Miễn phí", "NaN", "Infinity", "1e5", "0x10", "450k", "1tr2", "5%", "450.000.00"],
  ...["1.29.000", "1,2,3", "0.290.000", "1234.567.890", "1.2.3.4", "12-5", "--5", "-$-5", "$5$", "5 5", "5kg", "100 000 000 kg"],
  ...["1".repeat(16), `0.${"1".repeat(60)}`, "9".repeat(39), "1".repeat(30_000), ".".repeat(30_000), " ".repeat(30_000)],
])("%s is no amount that is certain", (text) => {
  for (const currency of [null, "VND"]) expect(parseAmount(text, currency)).toBeNull();
});
