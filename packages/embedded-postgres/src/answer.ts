import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

/** How long a server may take to answer; recovery after a crash is the slow case. */
const ANSWER_MS = 60_000;

async function ask<T>(url: string, question: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, application_name: "waystitch start" });
  client.on("error", () => {});
  try {
    await client.connect();
    return await question(client);
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * Waits until the server answers.
 * @returns false when `hasEnded` says that it never will
 * @throws the last error when it takes too long
 */
export async function waitForAnswer(url: string, hasEnded: () => boolean): Promise<boolean> {
  for (const deadline = Date.now() + ANSWER_MS; ; await sleep(25)) {
    if (hasEnded()) return false;
    try {
      await ask(url, (client) => client.query("select 1"));
      // Another server on the same port would refuse our password, but one that has ended is no answer either.
      return !hasEnded();
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
  }
}

/** Makes the database unless it is there. */
export async function createDatabaseOnce(url: string, name: string): Promise<void> {
  await ask(url, async (client) => {
    const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  });
}
