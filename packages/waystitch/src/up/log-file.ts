import { closeSync, openSync, renameSync, writeSync } from "node:fs";

/** A log on disk that never grows past twice its bound: when it is full it becomes `.1`, and a new one begins. */
export interface LogFile {
  readonly path: string;
  /** Written at once: what a process said last is there when it is looked for. */
  write(text: string): void;
  /** The end of what was written, for error messages. */
  tail(): string;
  close(): void;
}

const MAX_BYTES = 5_000_000;
const TAIL_CHARACTERS = 2_000;

/** A full disk must not end what the log is about. */
function attempt(work: () => void): void {
  try {
    work();
  } catch {
    // The log has a gap then.
  }
}

/** Opens a new log; that of the start before is kept as `.1`. */
export function createLogFile(path: string, maxBytes = MAX_BYTES): LogFile {
  const open = (): number => {
    // The first log has none before it.
    attempt(() => renameSync(path, `${path}.1`));
    return openSync(path, "w", 0o600);
  };
  let file = open();
  let bytes = 0;
  let tail = "";
  const rotate = (): void => {
    const full = file;
    file = open();
    bytes = 0;
    closeSync(full);
  };
  return {
    path,
    write(text) {
      tail = (tail + text).slice(-TAIL_CHARACTERS);
      bytes += Buffer.byteLength(text);
      attempt(() => writeSync(file, text));
      if (bytes >= maxBytes) attempt(rotate);
    },
    tail: () => tail,
    close: () => attempt(() => closeSync(file)),
  };
}
