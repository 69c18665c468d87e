import { closeSync, openSync, readFileSync, writeSync } from "node:fs";

/** What a client saw: that it sent events, that they were acknowledged, or that they were rejected for good. */
export type Sighting = "sent" | "acked" | "rejected";

/** What all clients saw, event by event. */
export type Seen = Readonly<Record<Sighting, ReadonlySet<string>>>;

/** The clients' own log, in a file that nothing but they writes to. */
export interface Journal {
  /** @param ids of events; without spaces */
  note(what: Sighting, ids: readonly string[]): void;
  close(): void;
}

/** Begins a log, or goes on with the one in the file. Each line is appended before `note` returns. */
export function openJournal(file: string): Journal {
  const descriptor = openSync(file, "a");
  return {
    note(what, ids) {
      if (ids.length > 0) writeSync(descriptor, `${what} ${ids.join(" ")}\n`);
    },
    close: () => closeSync(descriptor),
  };
}

/** Reads a log back. */
export function readJournal(file: string): Seen {
  const seen: Record<string, Set<string>> = { sent: new Set(), acked: new Set(), rejected: new Set() };
  for (const line of readFileSync(file, "utf8").split("\n")) {
    const [what = "", ...ids] = line.split(" ");
    for (const id of ids) seen[what]?.add(id);
  }
  // The three are there, and lines have no other word.
  return seen as unknown as Seen;
}
