import { isOriginPattern } from "@waystitch/collector";
import { createKey, type KeyKind, type ListedKey, loadKeys, recordKey, revokeKey } from "@waystitch/store";
import { noteCommand } from "./note-command.js";
import { print } from "./print.js";
import { requireSite } from "./require-site.js";
import { formatTable } from "./table.js";
import { type WhereOptions, withDatabase } from "./with-database.js";

interface AddKeyOptions extends WhereOptions {
  readonly kind: KeyKind;
  readonly label: string;
  readonly origin: readonly string[];
  readonly eventsPerSecond?: string;
}

/** The limit of `--events-per-second`, or none. */
function limitOf(text: string | undefined): { eventsPerSecond?: number } {
  if (text === undefined) return {};
  const eventsPerSecond = Number(text);
  if (!Number.isInteger(eventsPerSecond) || eventsPerSecond < 1 || eventsPerSecond > 10_000_000)
    throw new Error(`--events-per-second is a whole number from 1 to 10000000, not ${JSON.stringify(text)}.`);
  return { eventsPerSecond };
}

export async function addKey(siteId: string, { dataDir, kind, label, origin, eventsPerSecond }: AddKeyOptions): Promise<void> {
  const wrong = origin.find((text) => !isOriginPattern(text));
  if (wrong !== undefined)
    throw new Error(`--origin is an origin such as https://shop.example or https://*.shop.example, not ${JSON.stringify(wrong)}.`);
  if (kind === "secret" && origin.length > 0)
    throw new Error("A secret key is for servers, which have no origin: leave --origin out, or make a write key.");
  const limits = { origins: origin, ...limitOf(eventsPerSecond) };
  const key = createKey(kind);
  await withDatabase(dataDir, async (db) => {
    await requireSite(db, siteId);
    await recordKey(db, siteId, kind, key, label, limits);
    await noteCommand(db, siteId, "key_made", { kind, label });
  });
  print(key);
}

/** A key that names itself is not written down. */
const ID_LENGTH = 10;

const rowOf = (key: ListedKey): readonly string[] => [
  key.keyId,
  key.kind,
  key.writeKey ?? "(not kept)",
  key.label,
  key.origins.join(" "),
  key.eventsPerSecond === null ? "" : String(key.eventsPerSecond),
  key.createdAt.toISOString().slice(0, 10),
  key.lastUsedOn ?? "never",
  key.revokedAt?.toISOString().slice(0, 10) ?? "",
];

export async function listKeys(siteId: string, { dataDir }: WhereOptions): Promise<void> {
  const keys = await withDatabase(dataDir, async (db) => {
    await requireSite(db, siteId);
    return await loadKeys(db, siteId);
  });
  print(formatTable(["id", "kind", "key", "label", "origins", "events/s", "made", "last used", "revoked"], keys.map(rowOf)));
}

export async function dropKey(siteId: string, keyOrId: string, { dataDir }: WhereOptions): Promise<void> {
  const isRevoked = await withDatabase(dataDir, async (db) => {
    await requireSite(db, siteId);
    const wasInUse = await revokeKey(db, siteId, keyOrId);
    if (wasInUse) await noteCommand(db, siteId, "key_revoked", { key: keyOrId.length === ID_LENGTH ? keyOrId : "named by itself" });
    return wasInUse;
  });
  if (!isRevoked) throw new Error(`${siteId} has no such key in use: see waystitch key list ${siteId}.`);
  print("Revoked. Within 30 seconds no collector takes it any more.");
}
