import { randomBytes } from "node:crypto";
import { recordAnalyst, removeAnalyst, urlOfLogin } from "@waystitch/store";
import type { TestDatabase } from "@waystitch/testbed";

/** An analyst of a test's own. */
export interface TestAnalyst {
  readonly name: string;
  /** With the password. */
  readonly url: string;
  /** Roles outlive their database. */
  remove(): Promise<void>;
}

/** Makes an analyst with a name that no other test has. */
export async function createAnalyst(test: TestDatabase, sites: readonly string[]): Promise<TestAnalyst> {
  const login = await recordAnalyst(test.db, `analyst_${randomBytes(6).toString("hex")}`, sites);
  return { name: login.name, url: urlOfLogin(test.url, login), remove: async () => void (await removeAnalyst(test.db, login.name)) };
}
