import type { StageModel } from "@waystitch/journey";
import type { JsonObject } from "@waystitch/protocol";
import type { ColumnType, Generated } from "kysely";
import type { JsonColumn, NullableTime, Time, TimeOfInsert } from "./columns.js";

export interface Sites {
  site_id: string;
  name: string;
  time_zone: Generated<string>;
  currency: Generated<string>;
  domains: Generated<string[]>;
  keeps_contacts: Generated<boolean>;
  settings: JsonColumn<JsonObject>;
  last_erased_at: NullableTime;
  keeps_from: NullableTime;
  created_at: TimeOfInsert;
}

export interface StageModels {
  site_id: string;
  model_id: string;
  version: number;
  definition: ColumnType<StageModel, string, string>;
  changed_at: ColumnType<Date, Date | string | undefined, Date | string>;
}

export interface Keys {
  key_hash: string;
  site_id: string;
  kind: "write" | "secret";
  write_key: string | null;
  label: Generated<string>;
  created_at: TimeOfInsert;
  revoked_at: NullableTime;
  origins: Generated<string[]>;
  events_per_second: number | null;
  last_used_on: NullableTime;
}

export interface SignInLinks {
  token_hash: string;
  created_at: TimeOfInsert;
  expires_at: Time;
  used_at: NullableTime;
  user_id: string | null;
}

export interface DashboardSessions {
  token_hash: string;
  created_at: TimeOfInsert;
  expires_at: Time;
  user_id: string | null;
  used_at: ColumnType<Date, Date | string | undefined, Date | string>;
}
