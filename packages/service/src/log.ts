import { type Logger, pino } from "pino";

/**
 * A process's log: one JSON object a line on stdout.
 *
 * Written at once, not from a buffer: a buffer is written out when the process exits, and when whoever read it is gone
 * by then, that never ends, and neither does the process.
 */
export function createLog(name: string, level: string): Logger {
  return pino({ name, level }, pino.destination({ dest: 1, sync: true }));
}
