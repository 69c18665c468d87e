import {
  type AnyReport,
  type Database,
  loadReport,
  type Period,
  type Question,
  REPORTS,
  type ReportAnswer,
  type ValueKind,
} from "@waystitch/store";
import type { FastifyInstance } from "fastify";
import { findSite, type SiteParams } from "../find-site.js";
import { refuse } from "../refusal.js";
import { createSharedLoad } from "../shared-load.js";
import { parseQuestion, type QuestionQuery } from "./parse-question.js";

/** The answer of `/api/sites/:site/reports/:report`. */
export interface ReportBody<R> {
  readonly report: string;
  readonly period: Period;
  readonly columns: Readonly<Record<string, ValueKind>>;
  readonly rows: readonly R[];
  /** The period before and what it was like, when that was asked for. */
  readonly previous: { readonly period: Period; readonly rows: readonly R[] } | null;
  /** The query that gives these rows. */
  readonly sql: string;
}

type Params = SiteParams & { readonly report: string };

/** Asks reports; whoever asks the same at the same time gets the same answer. */
function createReporter(db: Database): (report: AnyReport, question: Question) => Promise<ReportAnswer<unknown>> {
  const load = createSharedLoad(async (key) => {
    // Written below, from a report of the catalogue and a question.
    const { name, question } = JSON.parse(key) as { name: string; question: Question };
    const report = REPORTS.get(name);
    if (report === undefined) throw new RangeError(`There is no report ${name}.`);
    return await loadReport(db, report, question);
  });
  return async ({ name }, question) => await load(JSON.stringify({ name, question }));
}

/** Adds the reports of a site, as JSON. */
export function addReports(app: FastifyInstance, { db }: { readonly db: Database }): void {
  const ask = createReporter(db);
  app.get<{ Params: Params; Querystring: QuestionQuery }>("/api/sites/:site/reports/:report", { config: { needs: "viewer" } }, async (request, reply) => {
    const site = await findSite(db, request.params, reply);
    if (site === null) return reply;
    const report = REPORTS.get(request.params.report);
    if (report === undefined)
      return refuse(reply, "unknown_report", `There is no such report. These are: ${[...REPORTS.keys()].join(", ")}.`);
    const asked = parseQuestion(request.query, site, new Date());
    if (typeof asked === "string") return refuse(reply, "bad_request", asked);
    const { question, previous } = asked;
    const [now, then] = await Promise.all([
      ask(report, question),
      previous === null ? null : ask(report, { ...question, period: previous }),
    ]);
    const body: ReportBody<unknown> = {
      report: report.name,
      period: question.period,
      columns: report.columns,
      rows: now.rows,
      previous: previous === null || then === null ? null : { period: previous, rows: then.rows },
      sql: now.sql,
    };
    return body;
  });
}
