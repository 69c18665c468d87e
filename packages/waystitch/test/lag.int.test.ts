import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { createTestDatabase } from "@waystitch/testbed";
import { expect, it } from "vitest";

const COMMAND = fileURLToPath(new URL("../src/main.ts", import.meta.url));

it("`waystitch lag` says how long visitors wait, and fails past the limit", async () => {
  const test = await createTestDatabase();
  const lag = () => {
    const args = ["--conditions", "source", "--import", import.meta.resolve("tsx"), COMMAND, "lag", "--max-seconds", "60"];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      env: { ...process.env, DATABASE_URL: test.urlOf("worker") },
      encoding: "utf8",
    });
    return { status, stdout, stderr };
  };
  try {
    expect(lag()).toMatchObject({ status: 0, stdout: "Nothing waits to be stitched.\n" });
    await test.query("insert into stitch_queue (part, site_id, visitor_id) values (1, 'demo', 'v1')");
    expect(lag()).toMatchObject({ status: 0, stdout: expect.stringMatching(/^1 visitors wait/) });
    await test.query(
      "insert into stitch_queue (part, site_id, visitor_id, queued_at) values (1, 'demo', 'v1', now() - interval '61 seconds')",
    );
    expect(lag()).toMatchObject({ status: 1, stderr: expect.stringContaining("is a worker running?") });
  } finally {
    await test.drop();
  }
});
