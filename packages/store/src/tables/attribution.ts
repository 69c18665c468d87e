import type { RuleId } from "@waystitch/journey";
import type { ColumnType, Generated } from "kysely";
import type { Decimal, NullableDecimal, NullableTime, PersonRow, Time, TimeOfInsert } from "./columns.js";

type ShareColumns = { [rule in RuleId as `${rule}_share`]: Decimal };
type ValueColumns = { [rule in RuleId as `${rule}_value`]: NullableDecimal };

export interface ConversionTouches extends PersonRow, ShareColumns, ValueColumns {
  conversion: string;
  touchpoint: number;
  kind: string;
  converted_at: Time;
  value: NullableDecimal;
  currency: string | null;
  touched_at: NullableTime;
  channel: string;
  source: string | null;
  medium: string | null;
  campaign: string | null;
}

/** A column of a view, which PostgreSQL does not know to be never empty. */
type Seen<T> = ColumnType<T | null, never, never>;

type CreditedColumns = { [rule in RuleId as `${rule}_conversions`]: Seen<string> } & {
  [rule in RuleId as `${rule}_revenue`]: Seen<string>;
};

/** A view. Days are text such as 2026-11-30 once they are cast to it; as they are, they become moments of the process's time zone. */
export interface ChannelAttribution extends CreditedColumns {
  site_id: Seen<string>;
  month: Seen<Date>;
  day: Seen<Date>;
  kind: Seen<string>;
  channel: Seen<string>;
  currency: Seen<string>;
  conversions: Seen<string>;
}

export interface CampaignAttribution extends ChannelAttribution {
  source: Seen<string>;
  medium: Seen<string>;
  campaign: Seen<string>;
}

export interface ChannelCosts {
  site_id: string;
  cost_id: Generated<string>;
  channel: string;
  source: string | null;
  medium: string | null;
  campaign: string | null;
  first_day: ColumnType<Date, string, string>;
  last_day: ColumnType<Date, string, string>;
  amount: Decimal;
  currency: string;
  note: Generated<string>;
  entered_by: string;
  entered_at: TimeOfInsert;
}
