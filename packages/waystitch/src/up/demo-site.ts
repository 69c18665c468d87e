import { type Database, recordKey, recordSite } from "@waystitch/store";
import type { Secrets } from "./secrets.js";

export const DEMO_SITE = "demo";

/** Makes the site that the demo shop belongs to, with its keys; does nothing when it is there. */
export async function recordDemoSite(db: Database, { writeKey, secretKey }: Secrets): Promise<void> {
  await recordSite(db, DEMO_SITE, { name: "Mắt Xinh", currency: "VND", timeZone: "Asia/Ho_Chi_Minh" });
  await recordKey(db, DEMO_SITE, "write", writeKey, "demo shop, script tag");
  await recordKey(db, DEMO_SITE, "secret", secretKey, "demo shop, server");
}
