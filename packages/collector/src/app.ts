import { posix } from "node:path";
import cors from "@fastify/cors";
import { createKeyedHash, erasedKeyWith } from "@waystitch/naming";
import { LIMITS } from "@waystitch/protocol";
import { type Database, loadKey, noteKeyUse, ping, poolOf, recordBatch } from "@waystitch/store";
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import { type Committer, createCommitter } from "./commit/committer.js";
import { sqlStateOf } from "./commit/record-isolated.js";
import { DEFAULTS } from "./defaults.js";
import type { FindCountry } from "./find-country.js";
import { createGate, type Gate } from "./gate.js";
import { createHang, type Hang } from "./hang.js";
import { createKeyLookup, type KeyLookup } from "./keys.js";
import { createRateLimit } from "./limits/rate-limit.js";
import { createShare } from "./limits/share.js";
import { createMetrics, type Metrics } from "./metrics.js";
import { registerOpenApi } from "./openapi.js";
import type { Refusal } from "./refusals.js";
import { createRefuse, type Refuse } from "./reply-refusal.js";
import { registerEvents } from "./routes/events.js";
import { registerHealth } from "./routes/health.js";
import { registerMetrics } from "./routes/metrics.js";
import { registerScripts } from "./routes/scripts.js";
import { registerSettings } from "./routes/settings.js";
import type { ServedScript } from "./scripts/served-scripts.js";
import { createSteps } from "./steps/steps.js";
import { createReadUserAgent } from "./steps/user-agent.js";

/** Everything the collector is made of that comes from outside. `config.ts` says what each setting means. */
export interface CollectorDeps {
  readonly db: Database;
  readonly log: FastifyBaseLogger;
  readonly secret: string;
  /** The browser's scripts; none is found that is not here. */
  readonly scripts?: readonly ServedScript[];
  readonly scriptPath?: string;
  readonly batchName?: string;
  readonly trustProxy?: readonly string[];
  readonly maxInFlight?: number;
  readonly maxConnections?: number;
  /** How long a request may take to arrive. */
  readonly requestTimeoutMs?: number;
  readonly keyEventsPerSecond?: number;
  readonly addressRequestsPerSecond?: number;
  readonly countryHeader?: string | undefined;
  readonly findCountry?: FindCountry;
  readonly metricsToken?: string | undefined;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** From 0 to 1. */
  readonly random: () => number;
}

const REQUEST_TIMEOUT_MS = 15_000;
const HEADERS_TIMEOUT_MS = 10_000;
const KEEP_ALIVE_MS = 72_000;
const MAX_IN_FLIGHT_BYTES = 64 * 1024 * 1024;
/** Of the four connections: more would only fill them all. */
const QUESTIONS_WHILE_HANGING = 2;
const PREFLIGHT_S = 86_400;
/** The part of the places inside that one key or one address may hold. */
const KEY_SHARE = 0.5;
const ADDRESS_SHARE = 0.2;
/** How often slow requests are looked for. */
const CHECKING_MS = 2_000;

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

function createServer({ log, trustProxy, requestTimeoutMs = REQUEST_TIMEOUT_MS }: CollectorDeps, refuse: Refuse): FastifyInstance {
  const app = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: trustProxy !== undefined && trustProxy.length > 0 ? [...trustProxy] : false,
    requestTimeout: requestTimeoutMs,
    keepAliveTimeout: KEEP_ALIVE_MS,
    http: { headersTimeout: Math.min(HEADERS_TIMEOUT_MS, requestTimeoutMs), connectionsCheckingInterval: CHECKING_MS },
    // A request that was let in is answered, also while the server closes.
    return503OnClosing: false,
    frameworkErrors: (_error, _request, reply) => void refuse(reply, "request_invalid"),
  });
  app.setNotFoundHandler((_request, reply) => refuse(reply, "not_found"));
  app.setErrorHandler((error, _request, reply) => {
    const refusal = refusalOf(error);
    if (refusal === "internal_error") createErrorLog(log, "a request failed")(error);
    return refuse(reply, refusal);
  });
  closeConnectionsWhenClosing(app);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  return app;
}

function watch(metrics: Metrics, { db }: CollectorDeps, gate: Gate, committer: Committer): void {
  metrics.watch("waystitch_requests_in_flight", "Requests that are inside.", () => gate.inside);
  metrics.watch("waystitch_queue_rows", "Rows that wait for an insert.", () => committer.waitingRows);
  const pool = poolOf(db);
  metrics.watch("waystitch_database_connections", "Connections to the database.", () => pool().total);
  metrics.watch("waystitch_database_connections_idle", "Connections to the database that do nothing.", () => pool().idle);
  metrics.watch("waystitch_database_waiting", "Queries that wait for a connection.", () => pool().waiting);
}

function lookUpIn({ db, log, now }: CollectorDeps, hang: Hang): KeyLookup {
  const onNoteError = createErrorLog(log, "the day on which a key was used could not be noted");
  return createKeyLookup({
    loadKey: async (key) => {
      const known = await loadKey(db, key);
      if (known !== null) noteKeyUse(db, known.siteId, known.keyHash, new Date(now()).toISOString().slice(0, 10)).catch(onNoteError);
      return known;
    },
    hang,
    now,
    onError: createErrorLog(log, "a key could not be looked up"),
  });
}

/** Builds the collector's HTTP server. It does not listen yet; `close` answers what was accepted before it resolves. */
export async function buildApp(deps: CollectorDeps): Promise<FastifyInstance> {
  const { db, log, now } = deps;
  const metrics = createMetrics();
  const refuse = createRefuse(deps.random, metrics.refused);
  const app = createServer(deps, refuse);
  app.server.maxConnections = deps.maxConnections ?? Number.POSITIVE_INFINITY;
  await app.register(cors, { origin: "*", methods: ["GET", "POST"], exposedHeaders: ["Retry-After"], maxAge: PREFLIGHT_S });
  await registerOpenApi(app);

  const hash = createKeyedHash(deps.secret);
  const hang = createHang(QUESTIONS_WHILE_HANGING, now);
  const lookUpKey = lookUpIn(deps, hang);
  const committer = createCommitter({
    record: (batch) => recordBatch(db, batch, erasedKeyWith(hash)),
    hang,
    now,
    onError: createErrorLog(log, "the database failed; it is unknown whether a group of events was stored"),
  });
  const maxInFlight = deps.maxInFlight ?? DEFAULTS.maxInFlight;
  const gate = createGate({ requests: maxInFlight, bytes: MAX_IN_FLIGHT_BYTES, unannouncedBytes: LIMITS.batchBytes });
  watch(metrics, deps, gate, committer);
  registerMetrics(app, metrics, deps.metricsToken, refuse);
  registerEvents(app, {
    steps: createSteps({ readUserAgent: createReadUserAgent(), hash, findCountry: deps.findCountry ?? (() => null) }),
    hash,
    onStepError: createErrorLog(log, "a step failed on an event, which is kept as rejected"),
    lookUpKey,
    committer,
    keyLimit: createRateLimit(),
    keyEventsPerSecond: deps.keyEventsPerSecond ?? DEFAULTS.keyEventsPerSecond,
    share: createShare(Math.ceil(maxInFlight * KEY_SHARE)),
    addressLimit: createRateLimit(),
    addressRequestsPerSecond: deps.addressRequestsPerSecond ?? DEFAULTS.addressRequestsPerSecond,
    addressShare: createShare(Math.ceil(maxInFlight * ADDRESS_SHARE)),
    countryHeader: deps.countryHeader,
    batchPath: posix.join(posix.dirname(deps.scriptPath ?? DEFAULTS.scriptPath), deps.batchName ?? DEFAULTS.batchName),
    gate,
    hang,
    metrics,
    now,
    refuse,
  });
  registerSettings(app, lookUpKey, refuse);
  registerHealth(app, { askDatabase: () => ping(db), onError: createErrorLog(log, "the database did not answer"), refuse });
  registerScripts(app, deps.scripts ?? []);
  app.addHook("onClose", () => committer.drained());
  return app;
}
