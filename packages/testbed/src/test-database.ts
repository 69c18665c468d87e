import { type ClusterAddress, cloneTemplate, type TestDatabase } from "./test-cluster.js";

declare module "vitest" {
  interface ProvidedContext {
    readonly waystitchCluster: ClusterAddress;
  }
}

/** A fresh database for the test file that calls it, on the cluster that vitest's set-up started. */
export async function createTestDatabase(): Promise<TestDatabase> {
  // Loaded here, so that benchmarks may use this package without vitest.
  const { inject } = await import("vitest");
  const cluster: ClusterAddress | undefined = inject("waystitchCluster");
  if (!cluster) throw new Error("There is a PostgreSQL only for tests named *.int.test.ts and *.e2e.test.ts.");
  return await cloneTemplate(cluster);
}
