import { chmodSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { removeEmbeddedPostgres, startEmbeddedPostgres } from "@waystitch/embedded-postgres";
import { createDatabase, loginOfUrl, recordAnalyst, replaceAnalystPassword, SERVICES } from "@waystitch/store";
import { eventually } from "@waystitch/testbed";
import pg from "pg";
import { expect, test } from "vitest";
import { runWaystitch } from "./started-up.js";

test("a server that logs every statement has no password of a service or an analyst in its log", async () => {
  const folder = await mkdtemp(`${tmpdir()}/waystitch-passwords-`);
  chmodSync(folder, 0o755);
  const log: string[] = [];
  const server = await startEmbeddedPostgres({ folder, port: 54_650, isDisposable: true, onLog: (line) => void log.push(line) });
  const db = createDatabase({ url: server.url, applicationName: "test" });
  const admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  try {
    await admin.query("alter system set log_statement = 'all'");
    await admin.query("select pg_reload_conf()");
    expect(await runWaystitch(["migrate", "--logins", `${folder}/logins`], { DATABASE_URL: server.url })).toMatchObject({ code: 0 });
    const urls = await Promise.all(SERVICES.map((service) => readFile(`${folder}/logins/${service}/url`, "utf8")));
    const added = await recordAnalyst(db, "anna", ["*"]);
    const renewed = await replaceAnalystPassword(db, "anna");
    await expect(recordAnalyst(db, "anna", ["*"])).rejects.toThrow("already");
    await admin.query("select 'the end'");
    await eventually(() => expect(log.join("\n")).toContain("the end"));
    const text = log.join("\n");
    expect(text.match(/create role "\w+" login password/g)).toHaveLength(4);
    const passwords = [...urls.map(loginOfUrl), added, renewed].map((login) => login?.password ?? "none");
    expect(passwords.map((password) => password.length)).toEqual([32, 32, 32, 32, 32]);
    expect(passwords.filter((password) => text.includes(password))).toEqual([]);
  } finally {
    await admin.end();
    await db.destroy();
    await server.stop();
    await removeEmbeddedPostgres(folder);
    await rm(folder, { recursive: true, force: true });
  }
});
