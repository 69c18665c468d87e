import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { createDashboard, createLive, type DashboardParts, type Live, type LiveLimits } from "@waystitch/dashboard";
import { type Database, recordSignInLink } from "@waystitch/store";
import type { TestDatabase } from "@waystitch/testbed";
import type { FastifyInstance } from "fastify";
import { pino } from "pino";

/** A dashboard that listens, with a page of three small files, and a browser's cookie for it. */
export interface DashboardUnderTest {
  readonly url: string;
  readonly live: Live;
  readonly app: FastifyInstance;
  /** Asks as a page in a browser that is signed in as an owner of the installation, without following redirects. */
  ask(path: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

/** What a browser and the page add to a request from the dashboard itself. */
export const ownHeaders = (url: string): Record<string, string> => ({ origin: url, "x-waystitch": "1" });

/** Redeems a new link by the button. Returns the cookie as a browser would send it. */
export async function signIn(url: string, db: Database): Promise<string> {
  const token = await recordSignInLink(db);
  const body = new URLSearchParams({ token });
  const response = await fetch(`${url}/sign-in`, { method: "POST", body, redirect: "manual", headers: ownHeaders(url) });
  return response.headers.get("set-cookie")?.split(";", 1)[0] ?? "";
}

/** A page of three small files. Returns its folder. */
export async function writePage(): Promise<string> {
  const folder = await mkdtemp(`${tmpdir()}/waystitch-page-`);
  await mkdir(`${folder}/assets`);
  await mkdir(`${folder}/gate`);
  await writeFile(`${folder}/index.html`, "<title>The page</title>");
  await writeFile(`${folder}/assets/page.js`, "void 0;");
  await writeFile(`${folder}/gate/gate.css`, "body {}");
  return folder;
}

/** Starts a dashboard with the rights of its role; the owner makes the link that signs in. */
export async function startDashboardUnderTest(
  database: Pick<TestDatabase, "db" | "dbOf">,
  options: Pick<Partial<DashboardParts>, "secure" | "shopUrl" | "collectorUrl" | "naming"> & { readonly limits?: LiveLimits } = {},
): Promise<DashboardUnderTest> {
  const pageFolder = await writePage();
  const live = createLive(options.limits);
  const logger = pino({ level: "silent" });
  const db = database.dbOf("dashboard");
  const { shopUrl = null, collectorUrl = null, secure = false, naming } = options;
  const app = await createDashboard({ db, live, pageFolder, shopUrl, collectorUrl, secure, naming, logger });
  const url = await app.listen({ host: "127.0.0.1", port: 0 });
  let cookie: string | undefined;
  return {
    url,
    live,
    app,
    async ask(path, init = {}) {
      cookie ??= await signIn(url, database.db);
      return await fetch(`${url}${path}`, {
        redirect: "manual",
        ...init,
        headers: { ...ownHeaders(url), ...(init.headers as Record<string, string>), cookie },
      });
    },
    async close() {
      await app.close();
      await rm(pageFolder, { recursive: true });
    },
  };
}
