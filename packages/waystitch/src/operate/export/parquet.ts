import type { Cells, ColumnKind, RelationColumn } from "@waystitch/store";
import { ByteWriter, parquetWriteRows } from "hyparquet-writer";

/** Rows of a row group: what is held in memory at a time. */
const ROW_GROUP = 10_000;

type Element = NonNullable<Parameters<typeof parquetWriteRows>[0]["schema"]>[number];

/**
 * Decimals, not doubles: amounts stay exact. Waystitch keeps amounts to the millionth, so that one width fits every currency, and 38 digits are
 * what other programs read at most.
 */
const ELEMENTS: Readonly<Record<ColumnKind, Omit<Element, "name">>> = {
  text: { type: "BYTE_ARRAY", converted_type: "UTF8", logical_type: { type: "STRING" } },
  json: { type: "BYTE_ARRAY", converted_type: "UTF8", logical_type: { type: "STRING" } },
  integer: { type: "INT32" },
  boolean: { type: "BOOLEAN" },
  decimal: { type: "FIXED_LEN_BYTE_ARRAY", type_length: 16, converted_type: "DECIMAL", precision: 38, scale: 6 },
  time: { type: "INT64", converted_type: "TIMESTAMP_MICROS", logical_type: { type: "TIMESTAMP", isAdjustedToUTC: true, unit: "MICROS" } },
  day: { type: "INT32", converted_type: "DATE", logical_type: { type: "DATE" } },
};

/** A cell in the notation `numbers` as the value that its column takes. */
function typed(text: string | null, kind: ColumnKind): string | number | bigint | boolean | null {
  if (text === null) return null;
  switch (kind) {
    case "integer":
    case "day":
      return Number(text);
    case "boolean":
      return text === "true";
    case "decimal":
    case "time":
      return BigInt(text);
    default:
      return text;
  }
}

async function* recordsOf(columns: readonly RelationColumn[], rows: AsyncIterable<Cells>): AsyncGenerator<Record<string, unknown>> {
  for await (const cells of rows)
    yield Object.fromEntries(columns.map(({ name, kind }, index) => [name, typed(cells[index] ?? null, kind)]));
}

/** A writer that hands on what it has whenever a row group is whole. */
function createWriter(write: (bytes: Uint8Array) => Promise<void>) {
  const writer = new ByteWriter();
  const flush = async (): Promise<void> => {
    const bytes = writer.getBytes().slice();
    writer.index = 0;
    await write(bytes);
  };
  return Object.assign(writer, { flush, finish: flush });
}

/**
 * Writes rows as a Parquet file, a row group at a time.
 * @param rows in the notation `numbers`
 */
export async function writeParquet(
  columns: readonly RelationColumn[],
  rows: AsyncIterable<Cells>,
  write: (bytes: Uint8Array) => Promise<void>,
): Promise<void> {
  const elements = columns.map(({ name, kind }): Element => ({ name, repetition_type: "OPTIONAL", ...ELEMENTS[kind] }));
  await parquetWriteRows({
    writer: createWriter(write),
    rows: recordsOf(columns, rows),
    columns: columns.map(({ name }) => ({ name })),
    schema: [{ name: "root", num_children: columns.length }, ...elements],
    rowGroupSize: ROW_GROUP,
  });
}
