import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Order, OrderEvent } from "./orders.js";

/** An event that waits to be sent to Waystitch. Frozen when it is made, so that every attempt is the same event. */
export interface WaitingEvent extends OrderEvent {
  readonly type: "track";
  readonly messageId: string;
  readonly timestamp: string;
}

/** Everything the shop remembers. */
export interface ShopData {
  readonly orders: readonly Order[];
  readonly outbox: readonly WaitingEvent[];
}

export interface ShopFile {
  read(): ShopData;
  /** Keeps an order, new or changed, and the event that tells of it, both or neither. */
  keep(order: Order, event?: WaitingEvent): void;
  /** Takes events out of the outbox. */
  drop(messageIds: ReadonlySet<string>): void;
}

function load(path: string): ShopData {
  try {
    // Only this file's own `save` wrote it.
    return JSON.parse(readFileSync(path, "utf8")) as ShopData;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return { orders: [], outbox: [] };
    throw new Error(`${path} cannot be read as the shop's orders; move it away to begin anew. ${String(error)}`);
  }
}

/**
 * The shop's orders in one JSON file: enough for a demo, and every change is whole or not there at all.
 * @throws when the file is there but cannot be read
 */
export function openShopFile(path: string): ShopFile {
  mkdirSync(dirname(path), { recursive: true });
  let data = load(path);
  const save = (changed: ShopData): void => {
    writeFileSync(`${path}.new`, JSON.stringify(changed, null, 1));
    renameSync(`${path}.new`, path);
    data = changed;
  };
  return {
    read: () => data,
    keep(order, event) {
      const others = data.orders.filter(({ id }) => id !== order.id);
      save({ orders: [...others, order], outbox: event ? [...data.outbox, event] : data.outbox });
    },
    drop(messageIds) {
      save({ ...data, outbox: data.outbox.filter(({ messageId }) => !messageIds.has(messageId)) });
    },
  };
}
