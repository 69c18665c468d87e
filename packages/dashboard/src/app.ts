import cookie from "@fastify/cookie";
import files from "@fastify/static";
import type { Naming } from "@waystitch/naming";
import { type Database, isUnanswered, ping } from "@waystitch/store";
import Fastify, { type FastifyBaseLogger, type FastifyError, type FastifyInstance, LogController } from "fastify";
import { addAuditApi } from "./access/audit-api.js";
import { createCookies } from "./access/cookies.js";
import { addGuard } from "./access/guard.js";
import { addMeApi } from "./access/me-api.js";
import { declareNeeds, requireNeeds } from "./access/needs.js";
import { createPasswords } from "./access/passwords.js";
import { addUsersApi } from "./access/users-api.js";
import { addApi } from "./api.js";
import { compressAnswers } from "./compress-answers.js";
import type { Live } from "./live.js";
import { refuse } from "./refusal.js";
import { SECURITY_HEADERS } from "./security-headers.js";
import { addSignIn } from "./sign-in.js";

/** What the dashboard is made of. */
export interface DashboardParts {
  readonly db: Database;
  readonly live: Live;
  /** Folder with the built page: `index.html`, `assets/`, `gate/`. */
  readonly pageFolder: string;
  readonly shopUrl: string | null;
  /** Where pages reach the collector; it stands in script tags. */
  readonly collectorUrl?: string | null;
  /** The cookie may travel by https only. */
  readonly secure: boolean;
  /** Host and port by which people reach it, where a proxy in front of it asks by others. */
  readonly publicHost?: string | null;
  /** Networks of proxies whose word on where a request comes from is taken. */
  readonly trustProxy?: readonly string[];
  /** How e-mail addresses and phone numbers are looked for; without it they are not. */
  readonly naming?: Naming | undefined;
  readonly logger: FastifyBaseLogger;
}

const YEAR = 31_536_000_000;

/** Addresses of the page; which view is shown is decided in the browser. */
const PAGE_PATHS = ["/", "/sites/:site", "/sites/:site/:view", "/sites/:site/people/:person"];

function addPage(app: FastifyInstance, pageFolder: string): void {
  app.register(files, { serve: false, root: pageFolder });
  app.register(async (scope) => {
    declareNeeds(scope, "signed_in");
    const root = `${pageFolder}/assets`;
    await scope.register(files, {
      root,
      prefix: "/assets/",
      preCompressed: true,
      decorateReply: false,
      immutable: true,
      maxAge: YEAR,
      index: false,
    });
  });
  app.register(async (scope) => {
    declareNeeds(scope, "anybody");
    await scope.register(files, { root: `${pageFolder}/gate`, prefix: "/gate/", decorateReply: false, index: false, maxAge: 3_600_000 });
  });
  for (const path of PAGE_PATHS) {
    app.get(path, { config: { needs: "signed_in" } }, (_request, reply) =>
      reply.header("cache-control", "no-store").sendFile("index.html", pageFolder, { cacheControl: false }),
    );
  }
}

function addHealth(app: FastifyInstance, db: Database): void {
  app.get("/health", { config: { needs: "anybody" } }, async (request, reply) => {
    try {
      await ping(db);
      return { status: "ok" };
    } catch (error) {
      request.log.warn({ err: error }, "the database does not answer");
      return refuse(reply, "unavailable", "The database does not answer.");
    }
  });
}

/** Everything that goes wrong below: the caller's fault is told, ours is logged, and the database being away is no fault at all. */
function answerError(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 400 && status < 500) return refuse(reply.code(status), "bad_request", error.message).code(status);
    if (error.name === "PasswordsBusyError") return refuse(reply, "unavailable", "Many passwords are being checked; try again soon.");
    request.log.error({ err: error }, "a request failed");
    if (isUnanswered(error)) return refuse(reply, "unavailable", "The database does not answer; try again soon.");
    return refuse(reply, "failed", "Something went wrong here; the log says what.");
  });
  app.setNotFoundHandler((_request, reply) => refuse(reply, "unknown_route", "There is nothing at this address."));
}

/** Builds the dashboard's server; it does not listen yet. */
export async function createDashboard(parts: DashboardParts): Promise<FastifyInstance> {
  const { db, logger, secure, trustProxy = [] } = parts;
  const app = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 16_384,
    requestTimeout: 30_000,
    forceCloseConnections: true,
    trustProxy: trustProxy.length > 0 ? [...trustProxy] : false,
    routerOptions: { maxParamLength: 100 },
  });
  app.addHook("onRequest", async (_request, reply) => void reply.headers(SECURITY_HEADERS));
  app.addHook("onSend", async (_request, reply) => {
    if (!reply.hasHeader("cache-control")) reply.header("cache-control", "no-store");
  });
  requireNeeds(app);
  await compressAnswers(app);
  await app.register(cookie);
  const cookies = createCookies(secure);
  addGuard(app, { db, cookies, publicHost: parts.publicHost ?? null });
  answerError(app);
  addHealth(app, db);
  const passwords = createPasswords();
  addSignIn(app, { db, cookies, passwords });
  addMeApi(app, { db, cookies, passwords });
  addUsersApi(app, db);
  addAuditApi(app, db);
  addApi(app, parts);
  addPage(app, parts.pageFolder);
  return app;
}
