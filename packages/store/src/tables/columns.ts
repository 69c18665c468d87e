import type { Json } from "@waystitch/protocol";
import type { ColumnType } from "kysely";

/** A `timestamptz`: read as a `Date`, written as a `Date` or an ISO 8601 string. */
export type Time = ColumnType<Date, Date | string, Date | string>;
export type NullableTime = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
export type TimeOfInsert = ColumnType<Date, Date | string | undefined, never>;
/** A `numeric`: read as a decimal string, so that money keeps its digits. */
export type Decimal = ColumnType<string, string | number, string | number>;
export type NullableDecimal = ColumnType<string | null, string | number | null | undefined, string | number | null>;
/** A `jsonb`: read parsed, written as JSON text. */
export type JsonColumn<T extends Json> = ColumnType<T, string | undefined, string>;

/** Every row that belongs to a site carries its part and its site. */
export interface SiteRow {
  part: number;
  site_id: string;
}

export interface PersonRow extends SiteRow {
  person_id: string;
}

export interface Evidence {
  evidence_visitor_id: string;
  evidence_event_id: string;
}
