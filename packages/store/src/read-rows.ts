import { type RawBuilder, sql, type Transaction } from "kysely";
import type { Tables } from "./tables.js";

/** So many rows are held at a time. */
const PAGE = 500;

/** Reads row by row what may be long. One at a time: the next begins when this one has ended, or the transaction with it. */
export async function* readRows<Row>(trx: Transaction<Tables>, query: RawBuilder<Row>): AsyncGenerator<Row> {
  await sql`declare rows_to_read no scroll cursor for ${query}`.execute(trx);
  for (;;) {
    const { rows } = await sql<Row>`fetch ${sql.lit(PAGE)} from rows_to_read`.execute(trx);
    yield* rows;
    if (rows.length < PAGE) break;
  }
  await sql`close rows_to_read`.execute(trx);
}
