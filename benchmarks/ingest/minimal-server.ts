import { type Listener, listenFrom, runService } from "@waystitch/service";
import fastify, { type FastifyInstance } from "fastify";
import pg from "pg";

// The least that a server can do with events, as a process of its own: `parse` answers at once, `insert` stores each request by itself,
// `group` lets requests that come together share an insert. Nothing is checked, bounded, enriched or kept when it fails.

interface Said {
  readonly messageId: string;
  readonly anonymousId: string;
}

const TABLE = `create table if not exists minimal (
  site_id text, visitor_id text, event_id text, received_at timestamptz, event jsonb, primary key (site_id, visitor_id, event_id)
)`;
const INSERT = `insert into minimal select 'bench', visitor_id, event_id, now(), event
  from jsonb_to_recordset($1::jsonb) as said (visitor_id text, event_id text, event jsonb)
  order by visitor_id, event_id on conflict do nothing`;
const GROUP_ROWS = 1_000;
const CONNECTIONS = 2;

type Store = (events: readonly Said[]) => Promise<void>;

const insertWith =
  (pool: pg.Pool): Store =>
  async (events) => {
    const rows = events.map((event) => ({ visitor_id: event.anonymousId, event_id: event.messageId, event }));
    await pool.query({ name: "insert", text: INSERT, values: [JSON.stringify(rows)] });
  };

/** The next insert starts when one returns, and takes what has gathered meanwhile. */
function grouped(insert: Store): Store {
  const waiting: { readonly events: readonly Said[]; readonly done: () => void; readonly failed: (error: unknown) => void }[] = [];
  let running = 0;
  const pump = async (): Promise<void> => {
    if (running >= CONNECTIONS || waiting.length === 0) return;
    running++;
    let rows = 0;
    const end = waiting.findIndex(({ events }) => {
      rows += events.length;
      return rows > GROUP_ROWS;
    });
    const group = waiting.splice(0, end === -1 ? waiting.length : Math.max(1, end));
    try {
      await insert(group.flatMap(({ events }) => events));
      for (const { done } of group) done();
    } catch (error) {
      for (const { failed } of group) failed(error);
    }
    running--;
    void pump();
  };
  return (events) =>
    new Promise((done, failed) => {
      waiting.push({ events, done, failed });
      void pump();
    });
}

async function buildServer(kind: string, pool: pg.Pool): Promise<FastifyInstance & Listener> {
  await pool.query(TABLE);
  const insert = insertWith(pool);
  const store: Store = { parse: async () => undefined, insert, group: grouped(insert) }[kind] as Store;
  const app = fastify({ logger: false });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));
  app.post("/v1/batch", async (request) => {
    const { batch } = JSON.parse(request.body as string) as { readonly batch: readonly Said[] };
    await store(batch);
    return { success: true };
  });
  return app;
}

runService("minimal server", async () => {
  const pool = new pg.Pool({ connectionString: process.env["DATABASE_URL"], max: CONNECTIONS, options: "-c synchronous_commit=on" });
  const app = await buildServer(process.env["KIND"] ?? "", pool);
  return {
    url: await listenFrom(app, "127.0.0.1", 0),
    close: async () => {
      await app.close();
      await pool.end();
    },
  };
});
