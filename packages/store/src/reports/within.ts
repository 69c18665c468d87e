import { type RawBuilder, sql } from "kysely";
import type { Question } from "./report.js";

/** The moment at which the period begins. */
export const begin = ({ period, timeZone }: Question): RawBuilder<Date> => sql`${period.from}::date::timestamp at time zone ${timeZone}`;

/** The moment at which the period has ended: the first of the day after it. */
export const end = ({ period, timeZone }: Question): RawBuilder<Date> => sql`(${period.to}::date + 1)::timestamp at time zone ${timeZone}`;

/** True for a time within the period; an index on the column serves it. */
export const within = (column: string, question: Question): RawBuilder<boolean> =>
  sql`${sql.ref(column)} >= ${begin(question)} and ${sql.ref(column)} < ${end(question)}`;

/** True for a day of the period. */
export const onDays = (column: string, { period }: Question): RawBuilder<boolean> =>
  sql`${sql.ref(column)} between ${period.from}::date and ${period.to}::date`;

/** True for people of the channel that was asked for; of every channel when none was. */
export const ofChannel = (column: string, { channel }: Question): RawBuilder<boolean> =>
  channel === undefined ? sql`true` : sql`${sql.ref(column)} = ${channel}`;
