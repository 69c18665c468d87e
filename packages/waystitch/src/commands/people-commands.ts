import type { Role } from "@waystitch/store";
import { Argument, type Command, Option } from "commander";
import { collect, dataDir, later } from "./options.js";

/** As the store names them, without loading it for every command line. */
const ROLES = Object.keys({ viewer: 0, analyst: 0, owner: 0 } satisfies Readonly<Record<Role, 0>>);

/** `waystitch analyst ...`. */
export function addAnalystCommands(program: Command): void {
  const analyst = program.command("analyst").description("people who ask the database with a login of their own, and only read");
  analyst
    .command("add <name>")
    .description("make a login; the address that is printed has its password and is shown this once only")
    .option("--site <site>", "a site whose rows they see, instead of all; may be given several times", collect, [])
    .addOption(dataDir())
    .action(later(async () => (await import("../operate/analysts.js")).addAnalyst));
  analyst
    .command("list")
    .description("list them, and the sites they see")
    .addOption(dataDir())
    .action(later(async () => (await import("../operate/analysts.js")).listAnalysts));
  analyst
    .command("password <name>")
    .description("make a new password; the old one opens nothing any more")
    .addOption(dataDir())
    .action(later(async () => (await import("../operate/analysts.js")).renewPassword));
  analyst
    .command("remove <name>")
    .description("take the login away")
    .addOption(dataDir())
    .action(later(async () => (await import("../operate/analysts.js")).dropAnalyst));
}

/** `waystitch user ...`. */
export function addUserCommands(program: Command): void {
  const user = program.command("user").description("people who sign in to the dashboard; docs/access.md says what each role may do");
  const ofSites = (command: Command, what: string): Command =>
    command.option("--site <site>", `${what}; may be given several times`, collect, []).addOption(dataDir());
  const roles = "owner, analyst or viewer";
  ofSites(
    user.command("add <email>").description("give somebody a role, and print a one-time link to set a password"),
    "a site, instead of all",
  )
    .addOption(new Option("--role <role>", roles).choices(ROLES).makeOptionMandatory())
    .action(later(async () => (await import("../operate/users.js")).addUser));
  user
    .command("list")
    .description("list them, and what each may do")
    .addOption(dataDir())
    .action(later(async () => (await import("../operate/users.js")).listUsers));
  ofSites(user.command("role <email>").description("change what somebody may do"), "for this site, instead of all")
    .addArgument(new Argument("<role>", roles).choices(ROLES))
    .action(later(async () => (await import("../operate/users.js")).changeRole));
  user
    .command("link <email>")
    .description("make a one-time link to set a new password")
    .addOption(dataDir())
    .action(later(async () => (await import("../operate/users.js")).makeUserLink));
  ofSites(user.command("remove <email>").description("take everything away from somebody"), "only the role for this site").action(
    later(async () => (await import("../operate/users.js")).dropUser),
  );
}

/** `waystitch person ...`. */
export function addPersonCommands(program: Command): void {
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
    .action(later(async () => (await import("../operate/person.js")).exportTo));
  selected(person.command("erase").description("erase all of it for good, and keep out copies that arrive later"))
    .option("--yes", "without asking")
    .option("--json", "print what was erased as JSON")
    .action(later(async () => (await import("../operate/person.js")).erase));
}

/** `waystitch prune`. */
export function addPruneCommand(program: Command): void {
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
    .action(later(async () => (await import("../operate/prune.js")).prune));
}
