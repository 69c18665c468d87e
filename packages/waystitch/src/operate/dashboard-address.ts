import { dataDirAt } from "../data-dir.js";
import { readRunning } from "../state.js";

/** The address at which a browser uses a one-time link: at PUBLIC_URL, or at the dashboard that runs here. */
export async function linkAddress(dataDir: string, token: string): Promise<string> {
  const running = await readRunning(dataDirAt(dataDir).state);
  const base = process.env["PUBLIC_URL"]?.trim() || running?.dashboardUrl;
  return `${base?.replace(/\/+$/, "") ?? "<address of your dashboard>"}/sign-in?token=${token}`;
}
