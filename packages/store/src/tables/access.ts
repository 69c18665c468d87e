import type { JsonObject } from "@waystitch/protocol";
import type { ColumnType, Generated } from "kysely";
import type { JsonColumn, NullableTime, Time, TimeOfInsert } from "./columns.js";

/** Which sites each analyst sees; `*` for all. */
export interface AnalystSites {
  role_name: string;
  site_id: string;
}

export interface Users {
  user_id: string;
  email: string;
  password_hash: string | null;
  created_at: TimeOfInsert;
  password_set_at: NullableTime;
}

/** What each user may do with which site; `*` for all. */
export interface UserSites {
  user_id: string;
  site_id: string;
  role: "owner" | "analyst" | "viewer";
}

export interface KnownBrowsers {
  token_hash: string;
  user_id: string;
  seen_at: ColumnType<Date, Date | string | undefined, Date | string>;
}

export interface SignInThrottles {
  subject: string;
  tries: number;
  tried_at: Time;
  waits_until: Time;
}

export interface AuditLog {
  audit_id: Generated<string>;
  at: TimeOfInsert;
  site_id: string;
  actor: string;
  action: string;
  detail: JsonColumn<JsonObject>;
  address_prefix: string | null;
}
