import { Command, CommanderError } from "commander";
import { dataDir, later } from "./commands/options.js";
import { addAnalystCommands, addPersonCommands, addPruneCommand, addUserCommands } from "./commands/people-commands.js";
import { addKeyCommands, addModelCommands, addRejectedCommands, addSiteCommands } from "./commands/site-commands.js";
import { addInstallationCommands, addQuestionCommands, addStitchCommands } from "./commands/work-commands.js";
import { addDemoCommands } from "./demo/command.js";

const AFTER_HELP = `
Commands other than up work on the database at DATABASE_URL or, without it, on the one that "waystitch up" runs.

Examples:
  waystitch up
  waystitch sql "select stage, count(*) from journeys group by stage"
  waystitch site add shop --name "My shop" --domain shop.example
  waystitch key add shop --kind write`;

/** In the order of the help. */
const COMMANDS = [
  addInstallationCommands,
  addSiteCommands,
  addKeyCommands,
  addUserCommands,
  addAnalystCommands,
  addModelCommands,
  addQuestionCommands,
  addPersonCommands,
  addRejectedCommands,
  addStitchCommands,
  addPruneCommand,
  addDemoCommands,
];

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
    .action(later(async () => (await import("./up/up.js")).up));
  for (const add of COMMANDS) add(program);
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
