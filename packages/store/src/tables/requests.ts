import type { ColumnType, Generated } from "kysely";
import type { NullableTime, TimeOfInsert } from "./columns.js";

/** What was asked for about one person, for the worker to carry out. */
export interface PersonRequests {
  request_id: Generated<string>;
  site_id: string;
  kind: "erasure" | "export";
  person_id: string | null;
  is_whole: Generated<boolean>;
  asked_by: string;
  asked_at: TimeOfInsert;
  state: Generated<"waiting" | "done" | "failed">;
  problem: "no_secret" | "rebuild_under_way" | "busy" | "nobody" | "error" | null;
  tries: Generated<number>;
  tries_at: ColumnType<Date, Date | string | undefined, Date | string>;
  ended_at: NullableTime;
}

/** Files of exports in pieces. */
export interface PersonExports {
  site_id: string;
  request_id: string;
  sequence: number;
  piece: string;
}

/** What was asked for about rejected events, for a collector to carry out. */
export interface ReplayRequests {
  request_id: Generated<string>;
  site_id: string;
  reason: string | null;
  is_trial: boolean;
  asked_by: string;
  asked_at: TimeOfInsert;
  state: Generated<"waiting" | "done" | "failed">;
  problem: "busy" | "error" | null;
  accepted: Generated<number>;
  duplicate: Generated<number>;
  rejected: ColumnType<Readonly<Record<string, number>>, string | undefined, string>;
  after_id: Generated<string>;
  carried_at: NullableTime;
  tries: Generated<number>;
  tries_at: ColumnType<Date, Date | string | undefined, Date | string>;
  ended_at: NullableTime;
}
