export { csvRow, plainCell } from "./csv.js";
export { type Cells, type Export, ExportError, exportRelation, type Notation } from "./export.js";
export { type ColumnKind, loadRelations, type Relation, type RelationColumn } from "./relations.js";
