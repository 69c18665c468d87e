import { defineWords } from "../words/define-words.js";

/** What drawings say. */
export const CHART = defineWords({
  en: { todaySoFar: "today so far" },
  vi: { todaySoFar: "hôm nay đến giờ" },
});
