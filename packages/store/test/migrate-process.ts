import { createDatabase, migrate } from "@waystitch/store";

// A process that migrates the database at DATABASE_URL and says what it applied.
const db = createDatabase({ url: process.env["DATABASE_URL"] ?? "", applicationName: "migrating process", queryTimeoutMs: 0 });
process.stdout.write(JSON.stringify(await migrate(db)));
await db.destroy();
