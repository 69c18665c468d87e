import { rm } from "node:fs/promises";
import { parseConfig, startDashboard } from "@waystitch/dashboard";
import { recordSite } from "@waystitch/store";
import { createTestDatabase, eventually, type TestDatabase } from "@waystitch/testbed";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signIn, startDashboardUnderTest, writePage } from "./dashboard-under-test.js";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  for (const siteId of ["a", "b"]) await recordSite(database.db, siteId, { name: siteId });
});
afterAll(async () => await database.drop());

/** What a stream has said so far. */
interface Listener {
  readonly heard: () => string;
  readonly changes: () => number;
  /** True once the server has ended the stream. */
  readonly hasEnded: () => boolean;
  stop(): void;
}

async function listen(url: string, cookie: string, site: string): Promise<Listener> {
  const abort = new AbortController();
  const response = await fetch(`${url}/api/sites/${site}/live`, { headers: { cookie }, signal: abort.signal });
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/event-stream; charset=utf-8"]);
  expect(response.headers.get("content-security-policy")).toContain("default-src 'self'");
  let text = "";
  let ended = false;
  const read = async (): Promise<void> => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) text += decoder.decode(chunk, { stream: true });
  };
  read()
    .catch(() => undefined)
    .finally(() => {
      ended = true;
    });
  return { heard: () => text, changes: () => text.split("event: journeys").length - 1, hasEnded: () => ended, stop: () => abort.abort() };
}

const notify = async (site: string): Promise<void> => {
  await database.db.selectNoFrom(({ fn, val }) => fn("pg_notify", [val("waystitch_journeys"), val(site)]).as("told")).execute();
};

interface Activity {
  readonly pid: number;
  readonly application_name: string;
  readonly query: string;
  readonly datname: string;
}

/** The process of the database that serves the dashboard's listening connection. */
async function findListening(): Promise<number> {
  const datname = new URL(database.url).pathname.slice(1);
  const row = await database.db
    .withTables<{ pg_stat_activity: Activity }>()
    .selectFrom("pg_stat_activity")
    .select("pid")
    .where("application_name", "=", "waystitch-dashboard-live")
    .where("query", "ilike", "listen%")
    .where("datname", "=", datname)
    .executeTakeFirstOrThrow();
  return row.pid;
}

describe("/api/sites/:site/live", () => {
  it("tells of changes of its own site, and again after the database connection was cut", async () => {
    const pageFolder = await writePage();
    const dashboard = await startDashboard(
      parseConfig({ DATABASE_URL: database.urlOf("dashboard"), PORT: "0", LOG_LEVEL: "silent" }),
      pageFolder,
    );
    const cookie = await signIn(dashboard.url, database.db);
    const [a, b] = [await listen(dashboard.url, cookie, "a"), await listen(dashboard.url, cookie, "b")];
    await eventually(() => expect(a.heard()).toContain(": open"));
    const pid = await eventually(findListening);
    const before = [a.changes(), b.changes()];
    await notify("a");
    await eventually(() => expect(a.changes()).toBe((before[0] ?? 0) + 1));
    expect(b.changes()).toBe(before[1]);
    await database.db.selectNoFrom(({ fn, val }) => fn("pg_terminate_backend", [val(pid)]).as("ended")).execute();
    // After a break every site may have missed something.
    await eventually(() => expect(b.changes()).toBeGreaterThan(before[1] ?? 0));
    const heard = b.changes();
    await notify("b");
    await eventually(() => expect(b.changes()).toBe(heard + 1));
    await dashboard.close();
    await rm(pageFolder, { recursive: true });
    await eventually(() => expect([a.hasEnded(), b.hasEnded()]).toEqual([true, true]));
  });

  it("says many changes at once as two: one now and one after the pause", async () => {
    const limits = { intervalMs: 300, heartbeatMs: 60_000, lifeMs: 60_000, streams: 5, unreadBytes: 65_536 };
    const dashboard = await startDashboardUnderTest(database, { limits });
    const a = await listen(dashboard.url, await signIn(dashboard.url, database.db), "a");
    await eventually(() => expect(a.heard()).toContain(": open"));
    for (let i = 0; i < 100; i++) dashboard.live.announce("a");
    await eventually(() => expect(a.changes()).toBe(2));
    a.stop();
    await dashboard.close();
  });

  it("gives signs of life, ends after its time, and refuses more streams than it can hold", async () => {
    const limits = { intervalMs: 10, heartbeatMs: 20, lifeMs: 60_000, streams: 1, unreadBytes: 65_536 };
    const dashboard = await startDashboardUnderTest(database, { limits });
    const cookie = await signIn(dashboard.url, database.db);
    const only = await listen(dashboard.url, cookie, "a");
    await eventually(() => expect(only.heard()).toContain(": still here"));
    const refused = await fetch(`${dashboard.url}/api/sites/a/live`, { headers: { cookie } });
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "2"]);
    only.stop();
    const next = await eventually(async () => await listen(dashboard.url, cookie, "a"));
    next.stop();
    await dashboard.close();
  });

  it("ends a stream after its time, so that the browser shows its cookie again", async () => {
    const limits = { intervalMs: 10, heartbeatMs: 60_000, lifeMs: 50, streams: 1, unreadBytes: 65_536 };
    const dashboard = await startDashboardUnderTest(database, { limits });
    const stream = await listen(dashboard.url, await signIn(dashboard.url, database.db), "a");
    await eventually(() => expect(stream.hasEnded()).toBe(true));
    await dashboard.close();
  });
});
