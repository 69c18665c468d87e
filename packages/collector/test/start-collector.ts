import { buildApp, type CollectorDeps, type ServedScript, servedScripts } from "@waystitch/collector";
import type { BatchAnswer } from "@waystitch/protocol";
import { createDatabase, createKey, recordKey, recordSite } from "@waystitch/store";
import { createTestDatabase } from "@waystitch/testbed";
import { pino } from "pino";

export type TestDatabase = Awaited<ReturnType<typeof createTestDatabase>>;

export interface Keys {
  readonly write: string;
  readonly secret: string;
}

/** A collector with a database of its own, that listens. */
export interface TestCollector {
  readonly url: string;
  readonly database: TestDatabase;
  readonly keys: Keys;
  /** Every line it has logged. */
  readonly log: readonly string[];
  post(body: unknown, init?: RequestInit): Promise<Response>;
  /** Sends a batch with the write key, which must be answered with 200. */
  send(events: readonly unknown[], envelope?: object): Promise<BatchAnswer>;
  /** Stops the server; the database stays. */
  close(): Promise<void>;
  /** Stops the server and deletes the database. */
  stop(): Promise<void>;
}

export const SECRET = "a secret of these tests";

/** Adds a site with one key of each kind. */
export async function addSite(database: TestDatabase, siteId: string): Promise<Keys> {
  const keys = { write: createKey("write"), secret: createKey("secret") };
  await recordSite(database.db, siteId, { name: siteId });
  await recordKey(database.db, siteId, "write", keys.write, "test");
  await recordKey(database.db, siteId, "secret", keys.secret, "test");
  return keys;
}

export function postTo(url: string): TestCollector["post"] {
  return (body, init = {}) =>
    fetch(`${url}/v1/batch`, { method: "POST", body: typeof body === "string" ? body : JSON.stringify(body), ...init });
}

export function sendTo(url: string, key: string): TestCollector["send"] {
  return async (events, envelope = {}) => {
    const response = await postTo(url)({ writeKey: key, batch: events, ...envelope });
    if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
    return (await response.json()) as BatchAnswer;
  };
}

export type TestDeps = Partial<CollectorDeps> & {
  /** Instead of a new one on the tests' cluster. */
  readonly database?: TestDatabase;
  /** A way to the database that is not the straight one. */
  readonly databaseUrl?: (url: string) => string;
  readonly queryTimeoutMs?: number;
};

/** Builds and starts a collector in this process, with real HTTP and a real PostgreSQL. */
export async function startCollector({ queryTimeoutMs, ...deps }: TestDeps = {}): Promise<TestCollector> {
  const database = deps.database ?? (await createTestDatabase());
  const keys = await addSite(database, "demo");
  const log: string[] = [];
  const db = createDatabase({
    url: deps.databaseUrl?.(database.urlOf("collector")) ?? database.urlOf("collector"),
    applicationName: "collector under test",
    queryTimeoutMs: queryTimeoutMs ?? 5_000,
  });
  const app = await buildApp({
    db,
    log: pino({ level: "trace" }, { write: (line: string) => void log.push(line) }),
    secret: SECRET,
    now: Date.now,
    random: Math.random,
    ...deps,
  });
  const url = await app.listen({ host: "127.0.0.1", port: 0 });
  const close = async () => {
    await app.close();
    await db.destroy();
  };
  return {
    url,
    database,
    keys,
    log,
    post: postTo(url),
    send: sendTo(url, keys.write),
    close,
    async stop() {
      await close();
      await database.drop();
    },
  };
}

/** What a collector serves that was given one script with this text. */
export const scriptsOf = (text: string): readonly ServedScript[] =>
  servedScripts(new Map([["waystitch.js", Buffer.from(text)]]), { scriptPath: "/s.js", batchName: "e" });

/** A page view as a client sends it. */
export const pageOf = (visitor: string, id: string, rest: object = {}) => ({ type: "page", messageId: id, anonymousId: visitor, ...rest });

/** The ids of a visitor's stored events, in order of time. */
export async function loadStoredIds(collector: TestCollector, visitor: string, siteId = "demo"): Promise<string[]> {
  const rows = await collector.database.query<{ event_id: string }>(
    "select event_id from events where visitor_id = $1 and site_id = $2 order by occurred_at, event_id",
    [visitor, siteId],
  );
  return rows.map((row) => row.event_id);
}
