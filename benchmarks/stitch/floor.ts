import pg from "pg";

/** A page of events, read in the order of their key. */
const READ = `
  select part, site_id, visitor_id, event_id, type, name, round(extract(epoch from occurred_at) * 1000)::float8 as at, trusted, user_id,
    identifiers, page_url, referrer, campaign, properties, device, browser
  from events where (part, site_id, visitor_id, event_id) > ($1, $2, $3, $4) order by part, site_id, visitor_id, event_id limit $5`;

const TABLE = `
  create table floor (part smallint, site_id text, visitor_id text, sequence integer, name text, at timestamptz, properties jsonb, evidence text,
    primary key (part, site_id, visitor_id, sequence))`;

const WRITE = `insert into floor select * from jsonb_populate_recordset(null::floor, $1::jsonb)`;

const PAGE = 2_000;

interface EventRow {
  readonly part: number;
  readonly site_id: string;
  readonly visitor_id: string;
  readonly event_id: string;
  readonly name: string | null;
  readonly at: number;
  readonly properties: object;
}

/** The least that stitching can do: reads all events in order, and writes as many rows as it would, into one table with a key. Seconds. */
export async function runFloor(url: string, events: number, rows: number): Promise<number> {
  const client = new pg.Client({ connectionString: url, options: "-c synchronous_commit=on" });
  await client.connect();
  await client.query(TABLE);
  const begin = performance.now();
  let after: readonly unknown[] = [-1, "", "", ""];
  let written = 0;
  for (let read = 0; read < events; ) {
    const { rows: page } = await client.query<EventRow>({ name: "read", text: READ, values: [...after, PAGE] });
    const last = page.at(-1);
    if (last === undefined) throw new Error(`only ${read} of ${events} events are there`);
    after = [last.part, last.site_id, last.visitor_id, last.event_id];
    read += page.length;
    const wanted = Math.round((rows * read) / events) - written;
    const made = Array.from({ length: wanted }, (_, at) => {
      const event = page[at % page.length] ?? last;
      const { part, site_id, visitor_id, name, properties } = event;
      return {
        part,
        site_id,
        visitor_id,
        sequence: written + at,
        name,
        at: new Date(event.at).toISOString(),
        properties,
        evidence: event.event_id,
      };
    });
    written += wanted;
    await client.query({ name: "write", text: WRITE, values: [JSON.stringify(made)] });
  }
  const seconds = (performance.now() - begin) / 1000;
  await client.query("drop table floor");
  await client.end();
  return seconds;
}
