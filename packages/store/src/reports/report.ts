import type { RawBuilder } from "kysely";
import type { Database } from "../database.js";
import { printSql } from "./print-sql.js";

/** Whole days of a site, in its time zone, as `2026-11-30`; the last one counts. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** What a report is asked. */
export interface Question {
  readonly siteId: string;
  /** IANA name; the period's days begin in it. */
  readonly timeZone: string;
  readonly period: Period;
  /** Id of a stage model. */
  readonly model: string;
  /** Only people whose first touchpoint was of this channel. */
  readonly channel?: string;
}

/**
 * What a value is, and so how it is written for people: `money` is a decimal string in the row's `currency`, `share` is 0 to 1, `days` a
 * number of them, `day` as `2026-11-30`.
 */
export type ValueKind = "text" | "list" | "count" | "share" | "money" | "days" | "score" | "time" | "day" | "flag";

/** A value as it comes out of PostgreSQL. */
export type Value = string | number | boolean | Date | null | readonly string[];

type Row<R> = { readonly [Name in keyof R]: Value };

/** One table that answers one question. */
export interface Report<R> {
  readonly name: string;
  /** Every column of a row, in the order of the table. */
  readonly columns: { readonly [Name in keyof R & string]: ValueKind };
  select(question: Question): RawBuilder<R>;
}

/** A report of whichever rows. */
export interface AnyReport extends Omit<Report<unknown>, "columns"> {
  readonly columns: Readonly<Record<string, ValueKind>>;
}

/** What a report answered, and the query that says so to whoever asks the database. */
export interface ReportAnswer<R> {
  readonly rows: readonly R[];
  readonly sql: string;
}

/** States a report; gives its rows their type. */
export const defineReport = <R extends Row<R>>(report: Report<R>): Report<R> => report;

/** Asks a report. */
export async function loadReport<R>(db: Database, report: Pick<Report<R>, "select">, question: Question): Promise<ReportAnswer<R>> {
  const query = report.select(question).compile(db);
  const { rows } = await db.executeQuery<R>(query);
  return { rows, sql: printSql(query.sql, query.parameters) };
}
