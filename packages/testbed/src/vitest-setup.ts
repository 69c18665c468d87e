import type { TestProject } from "vitest/node";
import { createTemplate, dropTemplate, startTestCluster } from "./test-cluster.js";
import "./test-database.js";

/**
 * Runs once before the tests that need PostgreSQL: starts one, or uses the one at `WAYSTITCH_TEST_DATABASE_URL`,
 * whose user must be allowed to create databases.
 * @returns what to do after the last test
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const adminUrl = process.env["WAYSTITCH_TEST_DATABASE_URL"]?.trim();
  if (adminUrl) {
    const address = await createTemplate(adminUrl);
    project.provide("waystitchCluster", address);
    return () => dropTemplate(address);
  }
  const cluster = await startTestCluster();
  project.provide("waystitchCluster", { adminUrl: cluster.adminUrl, template: cluster.template, logins: cluster.logins });
  return cluster.stop;
}
