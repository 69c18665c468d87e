import { type RawBuilder, sql } from "kysely";
import type { CountedEntry, CountedPerson, CountedTouchpoint } from "./count-people.js";

/** A row that was removed; which columns it has depends on its table. */
export interface RemovedRow {
  readonly personId: string;
}

type Standing = Pick<CountedPerson, "firstChannel" | "isBot" | "stage" | "step" | "furthestStage" | "status">;
type Milestone = CountedPerson["milestones"][number];
type Entry = CountedEntry & { readonly sequence: number };

const epochMs = (column: string): RawBuilder<number> => sql`round(extract(epoch from ${sql.ref(`t.${column}`)}) * 1000)::float8`;

/** Of each table that is counted, what is needed. */
const RETURNED: Readonly<Record<string, RawBuilder<unknown>>> = {
  journeys: sql`t.first_channel as "firstChannel", t.is_bot as "isBot", t.stage, t.step, t.furthest_stage as "furthestStage", t.status`,
  journey_stages: sql`t.model, t.sequence, t.stage, ${epochMs("entered_at")} as "enteredAt", t.direction, t.milestone`,
  touchpoints: sql`t.kind, t.channel, ${epochMs("occurred_at")} as "occurredAt", t.landing_page as "landingPage"`,
  milestones: sql`t.milestone, ${epochMs("occurred_at")} as "occurredAt"`,
};

const group = <R extends RemovedRow>(rows: readonly R[]): Map<string, R[]> => {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const of = groups.get(row.personId);
    if (of === undefined) groups.set(row.personId, [row]);
    else of.push(row);
  }
  return groups;
};

/** Collects what was derived of persons while it is removed, table by table, so that it can be taken out of the counts. */
export class RemovedPersons {
  readonly #rows = new Map<string, readonly RemovedRow[]>();

  /** Ends a `delete` from the table, which it calls `t`. */
  returning(table: string): RawBuilder<unknown> {
    const columns = RETURNED[table];
    return columns === undefined ? sql`` : sql`returning t.person_id as "personId", ${columns}`;
  }

  /** Takes what a `delete` returned. */
  note(table: string, rows: readonly RemovedRow[]): void {
    if (table in RETURNED) this.#rows.set(table, rows);
  }

  /** Everybody who was removed, as they were counted. */
  persons(): CountedPerson[] {
    const standings = this.#of<RemovedRow & Standing>("journeys");
    const entries = group(this.#of<RemovedRow & Entry>("journey_stages"));
    const touchpoints = group(this.#of<RemovedRow & CountedTouchpoint>("touchpoints"));
    const milestones = group(this.#of<RemovedRow & Milestone>("milestones"));
    return standings.map(({ personId, ...standing }) => ({
      ...standing,
      entries: (entries.get(personId) ?? []).sort((a, b) => (a.model === b.model ? a.sequence - b.sequence : a.model < b.model ? -1 : 1)),
      touchpoints: touchpoints.get(personId) ?? [],
      milestones: milestones.get(personId) ?? [],
    }));
  }

  #of<R extends RemovedRow>(table: string): readonly R[] {
    // What `returning` asked for.
    return (this.#rows.get(table) ?? []) as readonly R[];
  }
}
