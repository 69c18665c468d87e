import { ALL_SITES, loadLag, loadSiteProfiles, migrate, recordSignInLink, recordSite } from "@waystitch/store";
import { prepareLogins } from "../logins.js";
import { linkAddress } from "./dashboard-address.js";
import { noteCommand } from "./note-command.js";
import { describeLag, print } from "./print.js";
import { formatTable } from "./table.js";
import { type WhereOptions, withDatabase } from "./with-database.js";

interface MigrateOptions extends WhereOptions {
  /** Where the services' logins are kept; without it, none are made. */
  readonly logins?: string;
}

/** Building an index of a large table takes as long as it takes. */
const NO_TIMEOUT = 0;

export async function runMigrate({ dataDir, logins }: MigrateOptions): Promise<void> {
  await withDatabase(
    dataDir,
    async (db, url) => {
      const applied = await migrate(db);
      print(applied.length === 0 ? "The tables are up to date." : `Applied ${applied.join(", ")}.`);
      if (logins === undefined) return;
      await prepareLogins(logins, db, url);
      print(`Every service has a login: ${logins}/<service>/url has its DATABASE_URL.`);
    },
    NO_TIMEOUT,
  );
}

interface LagOptions extends WhereOptions {
  readonly maxSeconds?: string;
}

/** Says how far stitching is behind, and fails when that is further than allowed: a health check for workers. */
export async function showLag({ dataDir, maxSeconds }: LagOptions): Promise<void> {
  const most = maxSeconds === undefined ? Number.POSITIVE_INFINITY : Number(maxSeconds);
  if (Number.isNaN(most) || most < 0) throw new Error(`--max-seconds is a number of seconds, not ${JSON.stringify(maxSeconds)}.`);
  const lag = await withDatabase(dataDir, loadLag);
  print(describeLag(lag));
  if (lag.seconds > most) throw new Error(`That is longer than ${most} s: is a worker running?`);
}

interface AddSiteOptions extends WhereOptions {
  readonly name: string;
  readonly currency?: string;
  readonly timeZone?: string;
  readonly domain: readonly string[];
  readonly keepContacts?: boolean;
}

/** What a site may be called: it stands in commands, addresses and queries. */
const SITE_ID = /^[a-z0-9][a-z0-9-]{0,62}$/;

const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

export async function addSite(siteId: string, { dataDir, domain, keepContacts = false, ...options }: AddSiteOptions): Promise<void> {
  if (!SITE_ID.test(siteId)) throw new Error(`A site's id has up to 63 small letters, digits and -; ${JSON.stringify(siteId)} has others.`);
  const { timeZone } = options;
  if (timeZone !== undefined && !isTimeZone(timeZone))
    throw new Error(`There is no time zone ${JSON.stringify(timeZone)}: name one such as Asia/Ho_Chi_Minh.`);
  await withDatabase(dataDir, async (db) => {
    const known = (await loadSiteProfiles(db)).find((site) => site.siteId === siteId);
    if (known) throw new Error(`There is a site ${siteId} already: ${known.name}.`);
    await recordSite(db, siteId, { ...options, domains: domain, keepsContacts: keepContacts });
  });
  print(`Added ${siteId}. Next: waystitch key add ${siteId} --kind write`);
}

export async function listSites({ dataDir }: WhereOptions): Promise<void> {
  const sites = await withDatabase(dataDir, loadSiteProfiles);
  const rows = sites.map((site) => [site.siteId, site.name, site.currency, site.timeZone, site.domains.join(" ")]);
  print(formatTable(["site", "name", "currency", "time zone", "domains"], rows));
}

export async function makeLink({ dataDir }: WhereOptions): Promise<void> {
  const token = await withDatabase(dataDir, async (db) => {
    await noteCommand(db, ALL_SITES, "link_made", { user: "an owner" });
    return await recordSignInLink(db);
  });
  print(await linkAddress(dataDir, token));
}
