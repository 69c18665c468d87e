import {
  ALL_SITES,
  type Database,
  inviteUser,
  type ListedUser,
  loadUser,
  loadUsers,
  parseUserEmail,
  type Role,
  removeUser,
  removeUserRole,
  renewPasswordLink,
} from "@waystitch/store";
import { linkAddress } from "./dashboard-address.js";
import { noteCommand } from "./note-command.js";
import { print } from "./print.js";
import { requireSite } from "./require-site.js";
import { formatTable } from "./table.js";
import { type WhereOptions, withDatabase } from "./with-database.js";

interface SiteOptions extends WhereOptions {
  readonly site: readonly string[];
}

interface AddOptions extends SiteOptions {
  readonly role: Role;
}

/** Whoever types commands has the database, and so every right. */
const anybody = (): boolean => true;

/** What is for people goes beside what is for pasting. */
const remark = (line: string): void => void process.stderr.write(`${line}\n`);

function emailOf(text: string): string {
  const email = parseUserEmail(text);
  if (email === null) throw new Error(`${JSON.stringify(text)} is not an e-mail address.`);
  return email;
}

async function requireUser(db: Database, email: string): Promise<ListedUser> {
  const user = await loadUser(db, email);
  if (user === null) throw new Error(`There is no user ${email}: see waystitch user list.`);
  return user;
}

const nameOf = (sites: readonly string[]): string => (sites.includes(ALL_SITES) ? "all sites" : sites.join(", "));

/** Gives a role for every site that is named, or for all. @returns the link's token for who has no password */
async function give(db: Database, email: string, role: Role, sites: readonly string[]): Promise<string | null> {
  for (const siteId of sites) if (siteId !== ALL_SITES) await requireSite(db, siteId);
  let link: string | null = null;
  for (const siteId of sites) {
    const invitation = await inviteUser(db, siteId, { email, role }, anybody);
    if (invitation.kind === "given") link = invitation.link;
    await noteCommand(db, siteId, "user_role_set", { user: email, role });
  }
  return link;
}

const sitesOf = (site: readonly string[]): readonly string[] => (site.length > 0 ? site : [ALL_SITES]);

export async function addUser(typed: string, { dataDir, role, site }: AddOptions): Promise<void> {
  const [email, sites] = [emailOf(typed), sitesOf(site)];
  const link = await withDatabase(dataDir, (db) => give(db, email, role, sites));
  remark(`${email} is ${role} of ${nameOf(sites)}.`);
  if (link === null) return remark("They sign in with the password they have.");
  remark("They set a password at this address, once and within three days. It is not shown again:");
  print(await linkAddress(dataDir, link));
}

export async function changeRole(typed: string, role: Role, { dataDir, site }: SiteOptions): Promise<void> {
  const [email, sites] = [emailOf(typed), sitesOf(site)];
  await withDatabase(dataDir, async (db) => {
    const { hasPassword } = await requireUser(db, email);
    await give(db, email, role, sites);
    if (!hasPassword) remark(`Links that ${email} was given before work no longer: waystitch user link ${email} makes one.`);
  });
  print(`${email} is ${role} of ${nameOf(sites)}.`);
}

export async function makeUserLink(typed: string, { dataDir }: WhereOptions): Promise<void> {
  const email = emailOf(typed);
  const link = await withDatabase(dataDir, async (db) => {
    const token = await renewPasswordLink(db, (await requireUser(db, email)).userId, anybody);
    await noteCommand(db, ALL_SITES, "link_made", { user: email });
    return token;
  });
  remark(`${email} sets a new password at this address, once and within three days. It is not shown again:`);
  if (link !== null) print(await linkAddress(dataDir, link));
}

export async function listUsers({ dataDir }: WhereOptions): Promise<void> {
  const users = await withDatabase(dataDir, loadUsers);
  const rows = users.map(({ email, roles, hasPassword }) => [
    email,
    Object.entries(roles)
      .map(([siteId, role]) => `${role} of ${siteId === ALL_SITES ? "all sites" : siteId}`)
      .sort()
      .join(", "),
    hasPassword ? "yes" : "not yet",
  ]);
  print(rows.length === 0 ? "There are no users: see waystitch user add --help." : formatTable(["user", "roles", "has a password"], rows));
}

export async function dropUser(typed: string, { dataDir, site }: SiteOptions): Promise<void> {
  const email = emailOf(typed);
  await withDatabase(dataDir, async (db) => {
    const { userId, roles } = await requireUser(db, email);
    const missing = site.find((siteId) => roles[siteId] === undefined);
    if (missing !== undefined) throw new Error(`${email} has no role for ${missing} itself: see waystitch user list.`);
    if (site.length === 0) await removeUser(db, userId);
    for (const siteId of site) await removeUserRole(db, siteId, userId);
    for (const siteId of sitesOf(site)) await noteCommand(db, siteId, "user_removed", { user: email });
  });
  print(site.length === 0 ? `Removed ${email}.` : `${email} has no role for ${site.join(", ")} any more.`);
}
