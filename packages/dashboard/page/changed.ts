import { useEffect, useRef, useState } from "preact/hooks";

const SHOWN_MS = 2_400;

/** Which keys are new or carry another mark than before. The first look finds nothing changed. */
export function findChanges(before: ReadonlyMap<string, string> | null, now: ReadonlyMap<string, string>): readonly string[] {
  if (before === null) return [];
  return [...now].filter(([key, mark]) => before.get(key) !== mark).map(([key]) => key);
}

/**
 * The keys that changed a moment ago, to be highlighted.
 * @param scope what is shown; another scope is a first look, where nothing counts as changed
 * @param marks what of each key must differ for it to have changed; `null` while it is not known
 */
export function useChanged(scope: string, marks: ReadonlyMap<string, string> | null): ReadonlySet<string> {
  const seen = useRef<{ scope: string; marks: ReadonlyMap<string, string> } | null>(null);
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set());
  const timers = useRef(new Set<ReturnType<typeof setTimeout>>());
  useEffect(() => {
    if (marks === null) return;
    const keys = findChanges(seen.current?.scope === scope ? seen.current.marks : null, marks);
    seen.current = { scope, marks };
    if (keys.length === 0) return;
    setChanged((shown) => new Set([...shown, ...keys]));
    const timer = setTimeout(() => {
      timers.current.delete(timer);
      setChanged((shown) => new Set([...shown].filter((key) => !keys.includes(key))));
    }, SHOWN_MS);
    timers.current.add(timer);
  });
  useEffect(() => () => timers.current.forEach((timer) => void clearTimeout(timer)), []);
  return changed;
}
