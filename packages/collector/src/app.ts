import cors from "@fastify/cors";
import { LIMITS } from "@waystitch/protocol";
import { type Database, loadKey, ping, recordBatch } from "@waystitch/store";
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import { createCommitter } from "./commit/committer.js";
import { sqlStateOf } from "./commit/record-isolated.js";
import { createGate } from "./gate.js";
import { createKeyLookup } from "./keys.js";
import type { Scripts } from "./load-scripts.js";
import type { Refusal } from "./refusals.js";
import { replyRefusal } from "./reply-refusal.js";
import { registerBatch } from "./routes/batch.js";
import { registerHealth } from "./routes/health.js";
import { registerScripts } from "./routes/script.js";
import { createKeyedHash } from "./scrub/keyed-hash.js";
import { createSteps } from "./steps/steps.js";
import { createReadUserAgent } from "./steps/user-agent.js";

/** Everything the collector is made of that comes from outside. */
export interface CollectorDeps {
  readonly db: Database;
  readonly log: FastifyBaseLogger;
  readonly secret: string;
  /** The browser's scripts by file name; none is found that is not here. */
  readonly scripts?: Scripts;
  readonly trustProxy?: readonly string[];
  readonly maxInFlight?: number;
  readonly maxConnections?: number;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** From 0 to 1. */
  readonly random: () => number;
}

const REQUEST_TIMEOUT_MS = 15_000;
const HEADERS_TIMEOUT_MS = 10_000;
const KEEP_ALIVE_MS = 72_000;
const MAX_IN_FLIGHT = 500;
const MAX_IN_FLIGHT_BYTES = 64 * 1024 * 1024;
const PREFLIGHT_S = 86_400;

/** What a failure inside Fastify means to the sender. */
function refusalOf(error: unknown): Refusal {
  const { statusCode } = error as { readonly statusCode?: unknown };
  if (statusCode === 413) return "body_too_large";
  return typeof statusCode === "number" && statusCode >= 400 && statusCode < 500 ? "request_invalid" : "internal_error";
}

/** Logs that something failed, without the message: those of the database quote the data. */
function createErrorLog(log: FastifyBaseLogger, what: string): (error: unknown) => void {
  return (error) => log.error({ code: sqlStateOf(error) ?? (error as { code?: unknown }).code ?? null, name: (error as Error).name }, what);
}

/** A connection that was busy when the server began to close would be kept alive after its answer, and the server with it. */
function closeConnectionsWhenClosing(app: FastifyInstance): void {
  let isClosing = false;
  app.addHook("preClose", async () => {
    isClosing = true;
  });
  app.addHook("onSend", async (_request, reply) => {
    if (isClosing) reply.header("connection", "close");
  });
}

function createServer({ log, trustProxy, random }: CollectorDeps): FastifyInstance {
  const app = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: trustProxy !== undefined && trustProxy.length > 0 ? [...trustProxy] : false,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    http: { headersTimeout: HEADERS_TIMEOUT_MS },
    // A request that was let in is answered, also while the server closes.
    return503OnClosing: false,
    frameworkErrors: (_error, _request, reply) => void replyRefusal(reply, "request_invalid", random),
  });
  app.setNotFoundHandler((_request, reply) => replyRefusal(reply, "not_found", random));
  app.setErrorHandler((error, _request, reply) => {
    const refusal = refusalOf(error);
    if (refusal === "internal_error") createErrorLog(log, "a request failed")(error);
    return replyRefusal(reply, refusal, random);
  });
  closeConnectionsWhenClosing(app);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));
  return app;
}

/** Builds the collector's HTTP server. It does not listen yet; `close` answers what was accepted before it resolves. */
export async function buildApp(deps: CollectorDeps): Promise<FastifyInstance> {
  const { db, log, now, random } = deps;
  const app = createServer(deps);
  app.server.maxConnections = deps.maxConnections ?? Number.POSITIVE_INFINITY;
  await app.register(cors, { origin: "*", methods: ["GET", "POST"], exposedHeaders: ["Retry-After"], maxAge: PREFLIGHT_S });

  const hash = createKeyedHash(deps.secret);
  const committer = createCommitter({
    record: (batch) => recordBatch(db, batch),
    now,
    onError: createErrorLog(log, "the database failed; it is unknown whether a group of events was stored"),
  });
  registerBatch(app, {
    steps: createSteps({ readUserAgent: createReadUserAgent(), hash }),
    hash,
    lookUpKey: createKeyLookup({ loadKey: (key) => loadKey(db, key), now, onError: createErrorLog(log, "a key could not be looked up") }),
    committer,
    gate: createGate({
      requests: deps.maxInFlight ?? MAX_IN_FLIGHT,
      bytes: MAX_IN_FLIGHT_BYTES,
      unannouncedBytes: LIMITS.batchBytes,
    }),
    now,
    random,
  });
  registerHealth(app, { askDatabase: () => ping(db), onError: createErrorLog(log, "the database did not answer"), random });
  registerScripts(app, deps.scripts ?? new Map());
  app.addHook("onClose", () => committer.drained());
  return app;
}
