/** What the keeper is to run; its only command line argument, as JSON. */
export interface KeeperOrder {
  readonly postgres: string;
  readonly dataFolder: string;
  readonly settings: readonly string[];
  readonly identity: { readonly uid?: number; readonly gid?: number };
  readonly recordFile: string;
  readonly owner: number;
  readonly port: number;
}

/** From the keeper to the process that asked for the server. */
export type KeeperReport = { readonly type: "started"; readonly pid: number } | { readonly type: "log"; readonly line: string };

/** To the keeper. After `trust` a server that dies is started again; before, the keeper gives up with it. */
export type KeeperCommand = "trust" | "stop";
