import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import {
  createDatabase,
  createServiceLogin,
  type Database,
  loadObjection,
  loginOfUrl,
  replaceServiceLogin,
  SERVICES,
  type Service,
  urlOfLogin,
} from "@waystitch/store";

/** The database's address for each service, with a login of its own. */
export type ServiceUrls = Readonly<Record<Service, string>>;

/** A folder each, so that each can be given to its service alone. */
const folderOf = (folder: string, service: Service): string => `${folder}/${service}`;

async function readUrl(folder: string): Promise<string> {
  return await readFile(`${folder}/url`, "utf8").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  });
}

/** Why a service cannot work with an address, or `null`. */
async function findFault(url: string, service: Service): Promise<string | null> {
  const db = createDatabase({ url, applicationName: "waystitch command", maxConnections: 1 });
  try {
    return await loadObjection(db, service);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await db.destroy();
  }
}

async function prepareLogin(folder: string, db: Database, databaseUrl: string, service: Service): Promise<string> {
  const own = folderOf(folder, service);
  const before = (await readUrl(own)).trim();
  const login = loginOfUrl(before) ?? createServiceLogin(service);
  const url = urlOfLogin(databaseUrl, login);
  if (before === "" || (await findFault(url, service)) !== null) {
    await replaceServiceLogin(db, service, login);
    const fault = await findFault(url, service);
    if (fault !== null) throw new Error(`The role ${login.name} was made for the ${service}, but cannot be used: ${fault}`);
  }
  if (url !== before) {
    await mkdir(own, { recursive: true });
    await writeFile(`${own}/url.new`, `${url}\n`, { mode: 0o600 });
    await rename(`${own}/url.new`, `${own}/url`);
  }
  return url;
}

/**
 * Makes every service's login unless it is there and works, and keeps the address that has it in `<folder>/<service>/url`.
 * @param db a connection that may make roles
 * @param databaseUrl where the services reach the same database
 * @throws RoleError when the right to make roles is missing and needed; an error when a login that was made does not work
 */
export async function prepareLogins(folder: string, db: Database, databaseUrl: string): Promise<ServiceUrls> {
  const urls: Partial<Record<Service, string>> = {};
  for (const service of SERVICES) urls[service] = await prepareLogin(folder, db, databaseUrl, service);
  return urls as ServiceUrls;
}
