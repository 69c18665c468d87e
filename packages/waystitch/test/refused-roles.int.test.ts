import { SERVICES } from "@waystitch/store";
import { createTestDatabase, startProcess, type TestDatabase } from "@waystitch/testbed";
import { afterAll, beforeAll, expect, test } from "vitest";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test.each(SERVICES)("the %s does not start as a superuser, and says why, unless that is allowed", async (service) => {
  const env = { DATABASE_URL: database.url, WAYSTITCH_SECRET: "a secret of these tests", PORT: "0" };
  const main = import.meta.resolve(`@waystitch/${service}/main`);
  await expect(startProcess(main, env)).rejects.toThrow(
    new RegExp(`could not start: The ${service} signs in to the database as \\S+, which is a superuser: .*ALLOW_SUPERUSER=1`),
  );
  const allowed = await startProcess(main, { ...env, ALLOW_SUPERUSER: "1" });
  await allowed.stop();
});
