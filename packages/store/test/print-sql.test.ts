import { describe, expect, it } from "vitest";
import { printSql } from "../src/reports/print-sql.js";

describe("A query that is shown", () => {
  it("has its parameters written in, whatever they hold, and as often as they are used", () => {
    expect(printSql("select $1, $2, $10, $1", ["it's", 5, ...Array.from({ length: 7 }), "$2"])).toBe("select 'it''s', 5, '$2', 'it''s'");
    expect(printSql("select $1", ["a\\b'c"])).toBe("select E'a\\\\b''c'");
    expect(printSql("select $1, $2", [true, null])).toBe("select true, null");
  });

  it("begins each line where the least indented one after the first does", () => {
    expect(printSql("select a\n    from b\n      where c\n", [])).toBe("select a\nfrom b\n  where c");
  });

  it("does not print what it cannot write down exactly", () => {
    expect(() => printSql("select $1", [new Date()])).toThrow(TypeError);
  });
});
