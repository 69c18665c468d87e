import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { gzipSync } from "node:zlib";
import { createTestDatabase, type StartedProcess, startProcess } from "@waystitch/testbed";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addSite, type Keys, postTo, SECRET, type TestDatabase } from "./start-collector.js";

const MAIN = import.meta.resolve("@waystitch/collector/main");

let database: TestDatabase;
let folder: string;
let keys: Keys;
let collector: StartedProcess;

beforeAll(async () => {
  database = await createTestDatabase();
  keys = await addSite(database, "demo");
  folder = await mkdtemp(`${tmpdir()}/waystitch-collector-`);
  await writeFile(`${folder}/waystitch.js`, "/* the script */");
  await writeFile(`${folder}/waystitch-full.js`, "/* all */");
  await writeFile(`${folder}/other.js`, "/* not ours */");
  const env = {
    DATABASE_URL: database.urlOf("collector"),
    WAYSTITCH_SECRET: SECRET,
    WAYSTITCH_SDK_FILE: `${folder}/waystitch.js`,
    PORT: "0",
  };
  collector = await startProcess(MAIN, { ...env, LOG_LEVEL: "trace" });
});

afterAll(async () => {
  await collector.stop();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

/** Every row of every table as text, but for the public keys, which stand in `keys` on purpose. */
async function everythingStored(): Promise<string> {
  const tables = await database.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public'",
  );
  const texts = await Promise.all(
    tables.map(({ name }) => database.query<{ text: string }>(`select row::text as text from "${name}" as row where '${name}' <> 'keys'`)),
  );
  return texts
    .flat()
    .map(({ text }) => text)
    .join("\n");
}

/** What must be found nowhere: every spelling of one person's address and number, and what opens doors. */
const CANARIES = {
  email: "canary.bird@shop.vn",
  phone: "0912345678",
  password: "canary-password",
  cookie: "canary-cookie",
};

function spellings(text: string): string[] {
  const percent = encodeURIComponent(text);
  return [text, percent, encodeURIComponent(percent), text.toUpperCase(), JSON.stringify(text).slice(1, -1)];
}

/** Events with a canary in every field that takes a text. */
function canaryEvents(id: string): unknown[] {
  const { email, phone, password } = CANARIES;
  const contact = { email, Phone: phone, password, tel: Number(phone), so_dien_thoai: `+84${phone.slice(1)}`, writeKey: keys.secret };
  const everywhere = {
    ...contact,
    note: `${email} ${keys.secret}`,
    [email]: email,
    list: [email, { deep: { ...contact } }],
    customer: contact,
  };
  const page = {
    url: `https://shop.vn/?email=${email}&phone=${phone}&x=${encodeURIComponent(email)}#password=${password}`,
    title: `Chào ${email}`,
    referrer: `https://mail.vn/?to=${encodeURIComponent(encodeURIComponent(email))}`,
    search: `?sdt=${phone}`,
    path: `/u/${email}`,
  };
  const context = {
    page,
    campaign: { source: email, term: email, email },
    traits: everywhere,
    ip: "198.51.100.77",
    userAgent: email,
    locale: email,
    [email]: 1,
  };
  const ids = { userId: email, groupId: email, previousId: phone };
  const fields = { ...ids, properties: everywhere, traits: everywhere, context, sentAt: email, writeKey: keys.secret };
  return [
    { type: "track", event: `Gửi ${email}`, messageId: `${id}-${email}`, anonymousId: email, ...fields },
    { type: "identify", messageId: `${id}-2`, anonymousId: "v1", ...fields },
    { type: "group", messageId: `${id}-3`, anonymousId: phone, ...fields },
    { type: email, messageId: email, ...fields },
    { type: "page", messageId: `${id}-4`, anonymousId: "v1", timestamp: email, ...fields },
    { type: "page", messageId: `${id}-5`, anonymousId: "v1", ...fields, properties: { ...everywhere, bad: "x".repeat(40_000) } },
    { type: "page", messageId: `${id}-6`, anonymousId: "v1", ...fields, properties: { email, n: Number.MAX_VALUE } },
    email,
    [email, everywhere],
  ];
}

describe("contact data, keys and cookies", () => {
  test("are in no table and on no line of the log, wherever they were sent", async () => {
    const post = postTo(collector.url);
    const headers = {
      cookie: `session=${CANARIES.cookie}`,
      authorization: `Basic ${Buffer.from(`${keys.secret}:${CANARIES.password}`).toString("base64")}`,
      referer: `https://shop.vn/?email=${CANARIES.email}`,
      "user-agent": `Mozilla/5.0 (${CANARIES.email}; ${keys.secret})`,
      "accept-language": CANARIES.email,
      origin: `https://${CANARIES.password}.example`,
      "x-forwarded-host": CANARIES.email,
      "x-request-id": keys.secret,
      "x-forwarded-for": "198.51.100.77",
    };
    for (const writeKey of [keys.write, undefined]) {
      const batch = canaryEvents(writeKey ?? "secret");
      const response = await post({ writeKey, batch, context: { traits: { email: CANARIES.email } }, note: CANARIES.email }, { headers });
      expect(await response.json()).toMatchObject({ accepted: 3, rejected: { length: 6 } });
    }
    // One by one, compressed, and with what becomes a rejected event for want of a type.
    for (const [path, event] of Object.entries({ "/v1/t": canaryEvents("single")[0], "/v1/i": canaryEvents("single")[1] })) {
      const init = { method: "POST", headers: { ...headers, "content-encoding": "gzip" } };
      const body = gzipSync(JSON.stringify({ ...(event as object), writeKey: keys.write }));
      expect(await (await fetch(`${collector.url}${path}`, { ...init, body })).json()).toMatchObject({ accepted: 1 });
    }
    // Refusals of every kind, and a page that is not there.
    await fetch(`${collector.url}/v1/projects/${keys.secret}/settings`, { headers });
    await fetch(`${collector.url}/v1/batch`, { method: "POST", body: CANARIES.email, headers: { ...headers, "content-encoding": "gzip" } });
    await post(`{"batch":[${CANARIES.email}`, { headers });
    await post({ batch: [], writeKey: CANARIES.email }, { headers });
    await post({ batch: [CANARIES.email.repeat(40_000)] }, { headers });
    await fetch(`${collector.url}/?email=${CANARIES.email}`, { headers });

    const stored = await everythingStored();
    expect(stored).toContain("demo");
    for (const canary of [...Object.values(CANARIES), keys.secret, "198.51.100.77", SECRET].flatMap(spellings)) {
      expect(stored).not.toContain(canary);
      expect(collector.output()).not.toContain(canary);
    }
    for (const number of ["912345678", "912 345 678"]) expect(stored).not.toContain(number);
    expect(collector.output()).not.toContain(keys.write);
  });

  test("are found again by their hash: the same person has the same identifiers, whoever sent them", async () => {
    const rows = await database.query<{ identifiers: string[]; trusted: boolean }>(
      "select distinct identifiers, trusted from events where type <> 'group' order by trusted",
    );
    expect(rows.map(({ trusted }) => trusted)).toEqual([false, true]);
    expect(rows[0]?.identifiers).toEqual(rows[1]?.identifiers);
    expect(rows[0]?.identifiers.map((identifier) => identifier.split(":")[0])).toEqual(["email", "phone"]);
  });

  test("are the same when the browser has hashed them, and that hash is in no table and on no line of the log", async () => {
    const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
    const traits = { email_sha256: sha256(CANARIES.email), phone_sha256: sha256("+84912345678") };
    const event = { type: "identify", messageId: "hashed", anonymousId: "hashed", userId: `email_sha256:${traits.email_sha256}`, traits };
    expect(await (await postTo(collector.url)({ writeKey: keys.write, batch: [event] })).json()).toMatchObject({ accepted: 1 });
    const [hashed, plain] = await database.query<{ identifiers: string[] }>(
      "select distinct identifiers, visitor_id = 'hashed' as hashed from events where type <> 'group' order by hashed desc",
    );
    expect(hashed?.identifiers).toEqual(plain?.identifiers);
    const stored = await everythingStored();
    for (const digest of Object.values(traits)) {
      expect(stored).not.toContain(digest);
      expect(collector.output()).not.toContain(digest);
    }
  });
});

describe("the process", () => {
  test("serves the script it was given", async () => {
    const response = await fetch(`${collector.url}/waystitch.js`);
    const text = await response.text();
    expect(text).toBe("/* the script */");
    expect(response.headers.get("etag")).toContain(createHash("sha256").update(text).digest("base64url").slice(0, 27));
  });

  test("serves what was built beside the script, and nothing else of the folder", async () => {
    const full = await fetch(`${collector.url}/waystitch-full.js?v=1`, { headers: { "accept-encoding": "br" } });
    expect(await full.text()).toBe("/* all */");
    expect(full.headers.get("content-encoding")).toBe("br");
    for (const name of ["waystitch-core.js", "other.js"]) expect((await fetch(`${collector.url}/${name}`)).status).toBe(404);
  });

  test("starts while its database is away, and says so", async () => {
    const early = await startProcess(MAIN, { DATABASE_URL: "postgres://nobody@127.0.0.1:1/x", WAYSTITCH_SECRET: SECRET, PORT: "0" });
    expect((await fetch(`${early.url}/health`)).status).toBe(200);
    expect((await fetch(`${early.url}/ready`)).status).toBe(503);
    expect((await postTo(early.url)({ writeKey: "wk_any", batch: [] })).status).toBe(503);
    await early.kill("SIGTERM");
    expect(await early.ended).toBe(0);
  });

  test("does not start without what it needs, and says all of it", async () => {
    await expect(startProcess(MAIN, { PORT: "x" })).rejects.toThrow(/DATABASE_URL.*PORT|PORT.*DATABASE_URL/s);
  });

  test("answers what it has accepted when it is told to stop, and ends with 0", async () => {
    const stopping = await startProcess(MAIN, { DATABASE_URL: database.urlOf("collector"), WAYSTITCH_SECRET: SECRET, PORT: "0" });
    const post = postTo(stopping.url);
    const answers = Array.from({ length: 30 }, (_, i) =>
      post({ writeKey: keys.write, batch: [{ type: "page", messageId: `stop-${i}`, anonymousId: "stop" }] }).then(
        (response) => response.status,
        () => "no answer",
      ),
    );
    await Promise.race(answers);
    await stopping.kill("SIGTERM");
    expect(await stopping.ended).toBe(0);
    const acked = (await Promise.all(answers)).filter((answer) => answer === 200).length;
    const [stored] = await database.query<{ n: number }>("select count(*)::int as n from events where visitor_id = 'stop'");
    expect(acked).toBeGreaterThan(0);
    expect(stored?.n).toBe(acked);
  });
});
