import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** `.waystitch` in the root of the repository, wherever the command is typed. */
export const DEFAULT_DATA_DIR = fileURLToPath(new URL("../../../.waystitch", import.meta.url));

/** Everything that an installation keeps on this machine. */
export interface DataDir {
  readonly root: string;
  readonly postgres: string;
  readonly secrets: string;
  /** The services' logins to the database. */
  readonly logins: string;
  readonly state: string;
  readonly logs: string;
  readonly shopOrders: string;
  /** The browser's scripts of every version that ran. */
  readonly scripts: string;
}

export function dataDirAt(folder: string): DataDir {
  const root = resolve(folder);
  return {
    root,
    postgres: join(root, "postgres"),
    secrets: join(root, "secrets.json"),
    logins: join(root, "logins"),
    state: join(root, "state.json"),
    logs: join(root, "logs"),
    shopOrders: join(root, "shop-orders.json"),
    scripts: join(root, "scripts"),
  };
}
