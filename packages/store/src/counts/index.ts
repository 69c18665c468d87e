export { countGaps } from "./count-gaps.js";
export { COUNT_TABLE_NAMES, COUNT_TABLES, type CountTableName } from "./count-tables.js";
export { foldCounts } from "./fold-counts.js";
export { recountSite } from "./recount-site.js";
