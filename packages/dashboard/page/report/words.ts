import { defineWords } from "../words/define-words.js";

/** What every report says. */
export const REPORT = defineWords({
  en: {
    asTable: "Table",
    showSql: "Show the SQL",
    nothingHere: "Nothing happened here in this period.",
    showAllRows: "Show all {count} rows",
    yes: "yes",
    no: "no",
    directions: { forward: "forward", back: "back" },
    before: "{value} in the period before",
    unchanged: "as before",
  },
  vi: {
    asTable: "Bảng",
    showSql: "Xem SQL",
    nothingHere: "Không có gì trong khoảng thời gian này.",
    showAllRows: "Xem cả {count} dòng",
    yes: "có",
    no: "không",
    directions: { forward: "tiến", back: "lùi" },
    before: "kỳ trước là {value}",
    unchanged: "như kỳ trước",
  },
});
