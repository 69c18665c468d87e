import { ROLES } from "@waystitch/store";
import { Argument, Command, CommanderError, Option } from "commander";
import { DEFAULT_DATA_DIR } from "./data-dir.js";
import { addDemoCommands } from "./demo/command.js";
import { addAnalyst, dropAnalyst, listAnalysts, renewPassword } from "./operate/analysts.js";
import { explainPerson } from "./operate/explain.js";
import { exportTable } from "./operate/export/export.js";
import { addKey, dropKey, listKeys } from "./operate/keys.js";
import { addModel, checkModel, dropModel, listModels } from "./operate/models.js";
import { addSite, listSites, makeLink, runMigrate, showLag } from "./operate/operate.js";
import { erase, exportTo } from "./operate/person.js";
import { prune } from "./operate/prune.js";
import { retryQueue, showQueue } from "./operate/queue.js";
import { rebuild } from "./operate/rebuild.js";
import { countRejected, listRejected, replay } from "./operate/rejected.js";
import { runSql } from "./operate/sql.js";
import { addUser, changeRole, dropUser, listUsers, makeUserLink } from "./operate/users.js";
import { up } from "./up/up.js";

const AFTER_HELP = `
Commands other than up work on the database at DATABASE_URL or, without it, on the one that "waystitch up" runs.

Examples:
  waystitch up
  waystitch sql "select stage, count(*) from journeys group by stage"
  waystitch site add shop --name "My shop" --domain shop.example
  waystitch key add shop --kind write`;

const dataDir = (): Option => new Option("--data-dir <folder>", "where everything is kept").default(DEFAULT_DATA_DIR);
const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

function addSiteCommands(program: Command): void {
  const site = program.command("site").description("websites and shops");
  site
    .command("add <id>")
    .description("add a site")
    .requiredOption("--name <name>", "its name, for people")
    .option("--currency <code>", "ISO 4217 code of its money")
    .option("--time-zone <zone>", "IANA time zone in which its days begin")
    .option("--domain <host>", "a domain of its own; may be given several times", collect, [])
    .option("--keep-contacts", "keep e-mail addresses and phone numbers themselves, too, in the table contacts")
    .addOption(dataDir())
    .action(addSite);
  site.command("list").description("list the sites").addOption(dataDir()).action(listSites);
}

function addKeyCommands(program: Command): void {
  const key = program.command("key").description("keys that may send events");
  key
    .command("add <site>")
    .description("make a key; a secret one is shown this once only")
    .addOption(
      new Option("--kind <kind>", "write: public, for the script tag; secret: for servers")
        .choices(["write", "secret"])
        .makeOptionMandatory(),
    )
    .option("--label <text>", "what it is for", "")
    .option("--origin <origin>", "whose pages may send with it, such as https://*.shop.example; may be given several times", collect, [])
    .option("--events-per-second <n>", "its own limit instead of the collector's")
    .addOption(dataDir())
    .action(addKey);
  key.command("list <site>").description("list a site's keys, and when each was last used").addOption(dataDir()).action(listKeys);
  key
    .command("revoke <site> <key>")
    .description("take a key, named by itself or its id, out of use; make and install the next one before")
    .addOption(dataDir())
    .action(dropKey);
}

function addRejectedCommands(program: Command): void {
  const rejected = program.command("rejected").description("events that were rejected; docs/rejects.md lists the reasons");
  const filtered = (command: Command): Command =>
    command
      .option("--reason <reason>", "only those rejected for this reason")
      .option("--since <time>", "only those received since then")
      .option("--text <text>", "only those that have this somewhere")
      .addOption(dataDir());
  filtered(rejected.command("count <site>").description("count them by reason")).action(countRejected);
  filtered(rejected.command("list <site>").description("show the latest")).option("--limit <n>", "how many", "20").action(listRejected);
  filtered(rejected.command("replay <site>").description("send them through today's rules again"))
    .option("--dry-run", "only say what would be accepted")
    .action(replay);
}

function addModelCommands(program: Command): void {
  const model = program.command("model").description("stage models of a site's own, beside the built-in ones");
  model.command("check <file>").description("say what is wrong with a model, or that nothing is").action(checkModel);
  model
    .command("add <site> <file>")
    .description("add a model, or the next version of one, and place everyone in it")
    .addOption(dataDir())
    .action(addModel);
  model.command("list <site>").description("list the models of a site").addOption(dataDir()).action(listModels);
  model.command("remove <site> <id>").description("remove a model of the site's own").addOption(dataDir()).action(dropModel);
}

function addStitchCommands(program: Command): void {
  const site = (command: Command): Command => command.option("--site <id>", "of this site only").addOption(dataDir());
  program
    .command("lag")
    .description("say how far stitching is behind")
    .option("--max-seconds <n>", "fail when a visitor has waited longer")
    .addOption(dataDir())
    .action(showLag);
  const queue = program.command("queue").description("visitors that wait to be stitched, and those that were set aside with an error");
  site(queue.command("show", { isDefault: true }).description("show them")).action(showQueue);
  site(queue.command("retry [visitor]").description("stitch one, or all, of those set aside again")).action(retryQueue);
  site(program.command("rebuild"))
    .description(
      "derive everything anew from the events beside the live tables, say what changed, and put it in place; goes on where it was interrupted",
    )
    .option("--as-of <time>", "as at this time instead of now")
    .option("--dry-run", "only say what would change")
    .option("--cancel", "end a rebuild that is under way")
    .option("--workers <n>", "transactions at a time")
    .action(rebuild);
}

function addAnalystCommands(program: Command): void {
  const analyst = program.command("analyst").description("people who ask the database with a login of their own, and only read");
  analyst
    .command("add <name>")
    .description("make a login; the address that is printed has its password and is shown this once only")
    .option("--site <site>", "a site whose rows they see, instead of all; may be given several times", collect, [])
    .addOption(dataDir())
    .action(addAnalyst);
  analyst.command("list").description("list them, and the sites they see").addOption(dataDir()).action(listAnalysts);
  analyst
    .command("password <name>")
    .description("make a new password; the old one opens nothing any more")
    .addOption(dataDir())
    .action(renewPassword);
  analyst.command("remove <name>").description("take the login away").addOption(dataDir()).action(dropAnalyst);
}

function addUserCommands(program: Command): void {
  const user = program.command("user").description("people who sign in to the dashboard; docs/access.md says what each role may do");
  const ofSites = (command: Command, what: string): Command =>
    command.option("--site <site>", `${what}; may be given several times`, collect, []).addOption(dataDir());
  const roles = "owner, analyst or viewer";
  ofSites(
    user.command("add <email>").description("give somebody a role, and print a one-time link to set a password"),
    "a site, instead of all",
  )
    .addOption(new Option("--role <role>", roles).choices(ROLES).makeOptionMandatory())
    .action(addUser);
  user.command("list").description("list them, and what each may do").addOption(dataDir()).action(listUsers);
  ofSites(user.command("role <email>").description("change what somebody may do"), "for this site, instead of all")
    .addArgument(new Argument("<role>", roles).choices(ROLES))
    .action(changeRole);
  user.command("link <email>").description("make a one-time link to set a new password").addOption(dataDir()).action(makeUserLink);
  ofSites(user.command("remove <email>").description("take everything away from somebody"), "only the role for this site").action(dropUser);
}

function addPersonCommands(program: Command): void {
  const person = program.command("person").description("everything that is kept of one person; docs/privacy.md says more");
  const selected = (command: Command): Command =>
    command
      .requiredOption("--site <id>", "the site whose visitor or customer it is")
      .option("--user <id>", "by the site's own id of the user")
      .option("--email <address>", "by an e-mail address")
      .option("--phone <number>", "by a phone number")
      .option("--visitor <id>", "by a browser's id (anonymousId)")
      .option("--person <id>", "by the person's id, as in journeys")
      .addOption(dataDir());
  selected(person.command("export").description("write all of it as JSON"))
    .option("--out <file>", "into a file, instead of printing it")
    .action(exportTo);
  selected(person.command("erase").description("erase all of it for good, and keep out copies that arrive later"))
    .option("--yes", "without asking")
    .option("--json", "print what was erased as JSON")
    .action(erase);
}

function addPruneCommand(program: Command): void {
  program
    .command("prune")
    .description("remove for good whoever was last seen long ago, with all their events; docs/operate.md says who goes and who stays")
    .requiredOption("--site <id>", "the site")
    .option("--older-than <days>", "persons who were last seen so many days ago, and rejected events as old")
    .option("--rejected-older-than <days>", "rejected events of another age, or these alone")
    .option("--dry-run", "only say what would go")
    .option("--yes", "without asking")
    .option("--json", "print what went as JSON")
    .addOption(dataDir())
    .action(prune);
}

function createProgram(): Command {
  const program = new Command("waystitch")
    .description("Turns raw visits into customer journeys, with the evidence for every stage.")
    .addHelpText("after", AFTER_HELP)
    .exitOverride();
  program
    .command("up")
    .description("run everything on this machine: database, collector, worker, dashboard and the demo shop")
    .option("--fresh", "begin anew: delete the database and everything else that was kept")
    .option("--json", "print one line of JSON when all is ready, and nothing else")
    .addOption(dataDir())
    .action(up);
  program
    .command("migrate")
    .description("bring the database to this version's tables")
    .option("--logins <folder>", "make a login for every service, too, and keep its DATABASE_URL in <folder>/<service>/url")
    .addOption(dataDir())
    .action(runMigrate);
  addAnalystCommands(program);
  addUserCommands(program);
  addSiteCommands(program);
  addKeyCommands(program);
  addRejectedCommands(program);
  addModelCommands(program);
  addPersonCommands(program);
  addDemoCommands(program);
  addPruneCommand(program);
  program
    .command("explain <person>")
    .description("say why a person stands where they stand, and what would move them on or back")
    .addOption(new Option("--lang <language>", "en or vi").choices(["en", "vi"]).default("en"))
    .option("--model <id>", "only this stage model, such as inbound")
    .option("--json", "print everything as JSON")
    .addOption(dataDir())
    .action(explainPerson);
  program
    .command("export <table>")
    .description("write a site's rows of a table or view that analysts read into a file; docs/sql.md lists them")
    .requiredOption("--site <id>", "the site")
    .addOption(new Option("--format <format>", "csv or parquet").choices(["csv", "parquet"]).default("csv"))
    .option("--out <file>", "into this file, instead of printing it")
    .option("--since <time>", "only rows of this day or time, such as 2026-03-01 or 2026-03-01T09:00+07:00, and later")
    .option("--until <time>", "only rows from before this day or time")
    .addOption(dataDir())
    .action(exportTable);
  program.command("link").description("make a new one-time link to the dashboard").addOption(dataDir()).action(makeLink);
  addStitchCommands(program);
  program
    .command("sql <query>")
    .description("ask the database; changes nothing unless --write is given")
    .option("--json", "print an array of objects")
    .option("--csv", "print comma-separated values")
    .option("--write", "allow changes")
    .addOption(dataDir())
    .action(runSql);
  return program;
}

/**
 * Runs one command line, without the program's own name.
 * A failure prints its reason and sets the exit code; it does not throw.
 */
export async function runCommand(args: readonly string[]): Promise<void> {
  try {
    await createProgram().parseAsync([...args], { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode;
      return;
    }
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
