/** An empty database with all tables, for the checks that compare files with PostgreSQL's own catalogue. */
import { startTestCluster } from "@waystitch/testbed";

/** @returns what `work` makes of the database's `query` */
export async function withMigratedDatabase(work) {
  const cluster = await startTestCluster();
  const database = await cluster.createTestDatabase();
  try {
    return await work(database.query);
  } finally {
    await database.drop();
    await cluster.stop();
  }
}
