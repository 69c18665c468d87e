import type { RunningState } from "../state.js";

const QUERY = `npm run sql -- "select stage, step, lead_magnet, orders from journeys"`;

/** What a terminal shows once all is ready. Colours only where `isColourful`. */
export function formatPanel(running: RunningState, isColourful: boolean): string {
  const paint = (code: number, text: string): string => (isColourful ? `\u001b[${code}m${text}\u001b[0m` : text);
  const bold = (text: string): string => paint(1, text);
  const faint = (text: string): string => paint(2, text);
  const link = (text: string): string => paint(36, text);
  const row = (name: string, value: string, note = ""): string =>
    `  ${bold(name.padEnd(12))}${value}${note === "" ? "" : `  ${faint(note)}`}`;
  const isElsewhere = running.databaseDir !== undefined && !running.databaseDir.startsWith(running.dataDir);
  return [
    "",
    `  ${paint(32, "●")} ${bold("Waystitch is running")}`,
    "",
    row("Shop", link(running.shopUrl), "be a customer here"),
    row("Dashboard", link(running.signInUrl), "signs you in, once"),
    "",
    row("SQL", `psql "${running.databaseUrl}"`),
    row("", QUERY),
    "",
    row("Data, logs", running.dataDir),
    ...(isElsewhere ? [row("Database in", running.databaseDir ?? "")] : []),
    row("New link", "npx waystitch link"),
    row("Stop", "Ctrl-C"),
    "",
    "",
  ].join("\n");
}
