import { type Command, Option } from "commander";
import { dataDir, later } from "./options.js";

/** `waystitch lag`, `queue` and `rebuild`. */
export function addStitchCommands(program: Command): void {
  const site = (command: Command): Command => command.option("--site <id>", "of this site only").addOption(dataDir());
  program
    .command("lag")
    .description("say how far stitching is behind")
    .option("--max-seconds <n>", "fail when a visitor has waited longer")
    .addOption(dataDir())
    .action(later(async () => (await import("../operate/operate.js")).showLag));
  const queue = program.command("queue").description("visitors that wait to be stitched, and those that were set aside with an error");
  site(queue.command("show", { isDefault: true }).description("show them")).action(
    later(async () => (await import("../operate/queue.js")).showQueue),
  );
  site(queue.command("retry [visitor]").description("stitch one, or all, of those set aside again")).action(
    later(async () => (await import("../operate/queue.js")).retryQueue),
  );
  site(program.command("rebuild"))
    .description(
      "derive everything anew from the events beside the live tables, say what changed, and put it in place; goes on where it was interrupted",
    )
    .option("--as-of <time>", "as at this time instead of now")
    .option("--dry-run", "only say what would change")
    .option("--cancel", "end a rebuild that is under way")
    .option("--workers <n>", "transactions at a time")
    .action(later(async () => (await import("../operate/rebuild.js")).rebuild));
}

/** `waystitch migrate` and `link`. */
export function addInstallationCommands(program: Command): void {
  program
    .command("migrate")
    .description("bring the database to this version's tables")
    .option("--logins <folder>", "make a login for every service, too, and keep its DATABASE_URL in <folder>/<service>/url")
    .addOption(dataDir())
    .action(later(async () => (await import("../operate/operate.js")).runMigrate));
  program
    .command("link")
    .description("make a new one-time link to the dashboard")
    .addOption(dataDir())
    .action(later(async () => (await import("../operate/operate.js")).makeLink));
}

/** `waystitch explain`, `export` and `sql`. */
export function addQuestionCommands(program: Command): void {
  program
    .command("explain <person>")
    .description("say why a person stands where they stand, and what would move them on or back")
    .addOption(new Option("--lang <language>", "en or vi").choices(["en", "vi"]).default("en"))
    .option("--model <id>", "only this stage model, such as inbound")
    .option("--json", "print everything as JSON")
    .addOption(dataDir())
    .action(later(async () => (await import("../operate/explain.js")).explainPerson));
  program
    .command("export <table>")
    .description("write a site's rows of a table or view that analysts read into a file; docs/sql.md lists them")
    .requiredOption("--site <id>", "the site")
    .addOption(new Option("--format <format>", "csv or parquet").choices(["csv", "parquet"]).default("csv"))
    .option("--out <file>", "into this file, instead of printing it")
    .option("--since <time>", "only rows of this day or time, such as 2026-03-01 or 2026-03-01T09:00+07:00, and later")
    .option("--until <time>", "only rows from before this day or time")
    .addOption(dataDir())
    .action(later(async () => (await import("../operate/export/export.js")).exportTable));
  program
    .command("sql <query>")
    .description("ask the database; changes nothing unless --write is given")
    .option("--json", "print an array of objects")
    .option("--csv", "print comma-separated values")
    .option("--write", "allow changes")
    .addOption(dataDir())
    .action(later(async () => (await import("../operate/sql.js")).runSql));
}
