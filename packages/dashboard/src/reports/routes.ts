import { type AnyReport, type Database, loadReport, type Question, REPORTS, type ReportAnswer } from "@waystitch/store";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { noteDeed } from "../access/note.js";
import { findSite, type SiteParams } from "../find-site.js";
import { type RefusalReason, refuse } from "../refusal.js";
import { createSharedLoad } from "../shared-load.js";
import { csvTextOf } from "./csv-text.js";
import { type Asked, dayIn, parseQuestion, type QuestionQuery } from "./parse-question.js";
import type { ReportBody } from "./report-body.js";

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

/** A report that was found, and what it is asked. */
interface Order extends Asked {
  readonly report: AnyReport;
}

type ReportRequest = FastifyRequest<{ Params: Params; Querystring: QuestionQuery }>;

/** What a request orders, or `null` after it was refused. */
async function readOrder(db: Database, request: ReportRequest, reply: FastifyReply): Promise<Order | null> {
  const refused = (reason: RefusalReason, message: string): null => {
    refuse(reply, reason, message);
    return null;
  };
  const site = await findSite(db, request.params, reply);
  if (site === null) return null;
  const report = REPORTS.get(request.params.report);
  if (report === undefined) return refused("unknown_report", `There is no such report. These are: ${[...REPORTS.keys()].join(", ")}.`);
  const asked = parseQuestion(request.query, site, new Date());
  return typeof asked === "string" ? refused("bad_request", asked) : { report, ...asked };
}

/** Adds the reports of a site, as JSON, and as files for those who may take them along. */
export function addReports(app: FastifyInstance, { db }: { readonly db: Database }): void {
  const ask = createReporter(db);
  app.get("/api/sites/:site/reports/:report", { config: { needs: "viewer" } }, async (request: ReportRequest, reply) => {
    const order = await readOrder(db, request, reply);
    if (order === null) return reply;
    const { report, question, previous } = order;
    const [now, then] = await Promise.all([
      ask(report, question),
      previous === null ? null : ask(report, { ...question, period: previous }),
    ]);
    const body: ReportBody<unknown> = {
      report: report.name,
      period: { ...question.period, today: dayIn(question.timeZone, new Date()) },
      columns: report.columns,
      rows: now.rows,
      previous: previous === null || then === null ? null : { period: previous, rows: then.rows },
      sql: now.sql,
    };
    return body;
  });
  app.get("/api/sites/:site/csv/:report", { config: { needs: "analyst" } }, async (request: ReportRequest, reply) => {
    const order = await readOrder(db, request, reply);
    if (order === null) return reply;
    const { report, question } = order;
    const { rows } = await ask(report, question);
    const { from, to } = question.period;
    await noteDeed(db, request, {
      siteId: question.siteId,
      action: "exported",
      detail: { what: report.name, from, to, rows: rows.length },
    });
    reply.header("content-type", "text/csv; charset=utf-8");
    reply.header("content-disposition", `attachment; filename="${question.siteId}-${report.name}-${from}-${to}.csv"`);
    // Rows of a report are objects.
    return csvTextOf(Object.keys(report.columns), rows as readonly Readonly<Record<string, unknown>>[]);
  });
}
