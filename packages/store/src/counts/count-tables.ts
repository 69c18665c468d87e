/**
 * How a column is written: `day` is sent as epoch seconds and becomes the day of the site; of `long` ones the index keeps a digest, since
 * its entries are bounded.
 */
export type CountColumnKind = "text" | "long" | "list" | "json" | "number" | "flag" | "day";

/** A rollup: what is counted (`measure`) for each combination of `columns`, of a site. */
export interface CountTable {
  readonly measure: string;
  readonly columns: Readonly<Record<string, CountColumnKind>>;
}

/** The rollups of `sql/0017_daily.sql`, with their columns in the order of the tables. */
export const COUNT_TABLES = {
  daily_stays: {
    measure: "stays",
    columns: {
      model: "text",
      entered_on: "day",
      stage: "text",
      from_stage: "text",
      direction: "text",
      milestone: "text",
      left_on: "day",
      to_stage: "text",
      left_direction: "text",
      first_channel: "text",
    },
  },
  daily_stay_lengths: {
    measure: "stays",
    columns: { model: "text", left_on: "day", stage: "text", seconds: "number", first_channel: "text" },
  },
  daily_ways: { measure: "people", columns: { model: "text", entered_on: "day", way: "list", first_channel: "text" } },
  daily_touchpoints: {
    measure: "touchpoints",
    columns: { touched_on: "day", stages: "json", kind: "text", channel: "text", first_channel: "text" },
  },
  daily_landings: {
    measure: "sessions",
    columns: { landed_on: "day", stages: "json", landing_page: "long", first_channel: "text" },
  },
  daily_milestones: { measure: "times", columns: { reached_on: "day", stages: "json", milestone: "text", first_channel: "text" } },
  standing_counts: {
    measure: "people",
    columns: { stage: "text", step: "text", furthest_stage: "text", status: "text", is_bot: "flag" },
  },
} as const satisfies Readonly<Record<string, CountTable>>;

export type CountTableName = keyof typeof COUNT_TABLES;

/** The name of every rollup. */
export const COUNT_TABLE_NAMES = Object.keys(COUNT_TABLES) as readonly CountTableName[];
