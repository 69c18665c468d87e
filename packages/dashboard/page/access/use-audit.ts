import { useEffect, useRef, useState } from "preact/hooks";
import type { AuditAnswer, Deed } from "../answers.js";
import { type Refused, send } from "../send.js";

/** What was read of the log so far. */
export interface Log {
  readonly entries: readonly Deed[];
  /** Where older entries begin; `null` at the end. */
  readonly next: string | null;
  /** Why the last reading came to nothing. */
  readonly refused: Refused | null;
  readonly isBusy: boolean;
}

/** Reads a site's audit log from its latest entry, anew whenever `version` changes, and older entries when they are asked for. */
export function useAudit(siteId: string, version: number): readonly [Log | null, () => void] {
  const url = `/api/sites/${encodeURIComponent(siteId)}/audit`;
  const [log, setLog] = useState<Log | null>(null);
  const latest = useRef(0);
  const read = async (before: string | null): Promise<void> => {
    const mine = ++latest.current;
    setLog((now) => now && { ...now, isBusy: true });
    const sent = await send<AuditAnswer>("GET", before === null ? url : `${url}?before=${encodeURIComponent(before)}`);
    // Asked again since, or gone.
    if (mine !== latest.current) return;
    setLog((now) => {
      const kept = now ?? { entries: [], next: null };
      if (!("data" in sent)) return { ...kept, refused: sent, isBusy: false };
      const earlier = before === null ? [] : kept.entries;
      return { entries: [...earlier, ...sent.data.entries], next: sent.data.next, refused: null, isBusy: false };
    });
  };
  useEffect(() => {
    void read(null);
    return () => {
      latest.current++;
    };
  }, [url, version]);
  return [log, () => void read(log?.next ?? null)];
}
