import { ALL_SITES, isAnalystName, loadAnalysts, recordAnalyst, removeAnalyst, replaceAnalystPassword, urlOfLogin } from "@waystitch/store";
import { print } from "./print.js";
import { requireSite } from "./require-site.js";
import { formatTable } from "./table.js";
import { type WhereOptions, withDatabase } from "./with-database.js";

/** What is for people goes beside what is for pasting. */
const remark = (line: string): void => void process.stderr.write(`${line}\n`);

const nobody = (name: string): Error => new Error(`There is no analyst ${name}: see waystitch analyst list.`);

interface AddOptions extends WhereOptions {
  readonly site: readonly string[];
}

export async function addAnalyst(name: string, { dataDir, site }: AddOptions): Promise<void> {
  if (!isAnalystName(name))
    throw new Error(
      `An analyst's name has up to 41 small letters, digits and _, begins with a letter and neither with pg_ nor with waystitch; ` +
        `${JSON.stringify(name)} does not.`,
    );
  const url = await withDatabase(dataDir, async (db, databaseUrl) => {
    for (const siteId of site) await requireSite(db, siteId);
    return urlOfLogin(databaseUrl, await recordAnalyst(db, name, site.length > 0 ? site : [ALL_SITES]));
  });
  remark(`${name} reads ${site.length > 0 ? site.join(", ") : "all sites"} at this address. It is not shown again:`);
  print(url);
}

export async function renewPassword(name: string, { dataDir }: WhereOptions): Promise<void> {
  const url = await withDatabase(dataDir, async (db, databaseUrl) => {
    const login = await replaceAnalystPassword(db, name);
    if (login === null) throw nobody(name);
    return urlOfLogin(databaseUrl, login);
  });
  remark("The new address is not shown again:");
  print(url);
}

export async function listAnalysts({ dataDir }: WhereOptions): Promise<void> {
  const analysts = await withDatabase(dataDir, loadAnalysts);
  const rows = analysts.map(({ name, sites, canSignIn }) => [
    name,
    sites.includes(ALL_SITES) ? "all" : sites.join(" "),
    canSignIn ? "yes" : "no: waystitch analyst password makes the login anew",
  ]);
  print(rows.length === 0 ? "There are no analysts." : formatTable(["analyst", "sites", "can sign in"], rows));
}

export async function dropAnalyst(name: string, { dataDir }: WhereOptions): Promise<void> {
  if (!(await withDatabase(dataDir, (db) => removeAnalyst(db, name)))) throw nobody(name);
  print(`Removed ${name}.`);
}
