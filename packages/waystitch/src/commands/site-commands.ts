import { type Command, Option } from "commander";
import { collect, dataDir, later } from "./options.js";

/** `waystitch site ...`. */
export function addSiteCommands(program: Command): void {
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
    .action(later(async () => (await import("../operate/operate.js")).addSite));
  site
    .command("list")
    .description("list the sites")
    .addOption(dataDir())
    .action(later(async () => (await import("../operate/operate.js")).listSites));
}

/** `waystitch key ...`. */
export function addKeyCommands(program: Command): void {
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
    .action(later(async () => (await import("../operate/keys.js")).addKey));
  key
    .command("list <site>")
    .description("list a site's keys, and when each was last used")
    .addOption(dataDir())
    .action(later(async () => (await import("../operate/keys.js")).listKeys));
  key
    .command("revoke <site> <key>")
    .description("take a key, named by itself or its id, out of use; make and install the next one before")
    .addOption(dataDir())
    .action(later(async () => (await import("../operate/keys.js")).dropKey));
}

/** `waystitch rejected ...`. */
export function addRejectedCommands(program: Command): void {
  const rejected = program.command("rejected").description("events that were rejected; docs/rejects.md lists the reasons");
  const filtered = (command: Command): Command =>
    command
      .option("--reason <reason>", "only those rejected for this reason")
      .option("--since <time>", "only those received since then")
      .option("--text <text>", "only those that have this somewhere")
      .addOption(dataDir());
  filtered(rejected.command("count <site>").description("count them by reason")).action(
    later(async () => (await import("../operate/rejected.js")).countRejected),
  );
  filtered(rejected.command("list <site>").description("show the latest"))
    .option("--limit <n>", "how many", "20")
    .action(later(async () => (await import("../operate/rejected.js")).listRejected));
  filtered(rejected.command("replay <site>").description("send them through today's rules again"))
    .option("--dry-run", "only say what would be accepted")
    .action(later(async () => (await import("../operate/rejected.js")).replay));
}

/** `waystitch model ...`. */
export function addModelCommands(program: Command): void {
  const model = program.command("model").description("stage models of a site's own, beside the built-in ones");
  model
    .command("check <file>")
    .description("say what is wrong with a model, or that nothing is")
    .action(later(async () => (await import("../operate/models.js")).checkModel));
  model
    .command("add <site> <file>")
    .description("add a model, or the next version of one, and place everyone in it")
    .addOption(dataDir())
    .action(later(async () => (await import("../operate/models.js")).addModel));
  model
    .command("list <site>")
    .description("list the models of a site")
    .addOption(dataDir())
    .action(later(async () => (await import("../operate/models.js")).listModels));
  model
    .command("remove <site> <id>")
    .description("remove a model of the site's own")
    .addOption(dataDir())
    .action(later(async () => (await import("../operate/models.js")).dropModel));
}
