import { Command, CommanderError, Option } from "commander";
import { DEFAULT_DATA_DIR } from "./data-dir.js";
import { explainPerson } from "./operate/explain.js";
import { addModel, checkModel, dropModel, listModels } from "./operate/models.js";
import { addKey, addSite, listSites, makeLink, runMigrate, showLag } from "./operate/operate.js";
import { runSql } from "./operate/sql.js";
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
    .addOption(dataDir())
    .action(addSite);
  site.command("list").description("list the sites").addOption(dataDir()).action(listSites);
  program
    .command("key")
    .description("keys that may send events")
    .command("add <site>")
    .description("make a key; a secret one is shown this once only")
    .addOption(
      new Option("--kind <kind>", "write: public, for the script tag; secret: for servers")
        .choices(["write", "secret"])
        .makeOptionMandatory(),
    )
    .option("--label <text>", "what it is for", "")
    .addOption(dataDir())
    .action(addKey);
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
  program.command("migrate").description("bring the database to this version's tables").addOption(dataDir()).action(runMigrate);
  addSiteCommands(program);
  addModelCommands(program);
  program
    .command("explain <person>")
    .description("say why a person stands where they stand, and what would move them on or back")
    .addOption(new Option("--lang <language>", "en or vi").choices(["en", "vi"]).default("en"))
    .option("--model <id>", "only this stage model, such as inbound")
    .option("--json", "print everything as JSON")
    .addOption(dataDir())
    .action(explainPerson);
  program.command("link").description("make a new one-time link to the dashboard").addOption(dataDir()).action(makeLink);
  program
    .command("lag")
    .description("say how far stitching is behind")
    .option("--max-seconds <n>", "fail when a visitor has waited longer")
    .addOption(dataDir())
    .action(showLag);
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
