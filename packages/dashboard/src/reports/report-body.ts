import type { Period, ValueKind } from "@waystitch/store";

/** The days a report is about, and which day it is at the site: that one is not over, whether or not it is among them. */
export interface PeriodSoFar extends Period {
  readonly today: string;
}

/** The answer of `/api/sites/:site/reports/:report`. */
export interface ReportBody<R> {
  readonly report: string;
  readonly period: PeriodSoFar;
  readonly columns: Readonly<Record<string, ValueKind>>;
  readonly rows: readonly R[];
  /** The period before and what it was like, when that was asked for. */
  readonly previous: { readonly period: Period; readonly rows: readonly R[] } | null;
  /** The query that gives these rows. */
  readonly sql: string;
}
