import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { eventually, type StartVisitorBrowser, type VisitorTab } from "@waystitch/testbed";
import { connectMarionette, type Marionette } from "./marionette.js";

const PREFERENCES = {
  "marionette.port": 0,
  "network.dns.localDomains": "shop.test,shop.localhost",
  // Pages may tell other sites which of them asked, as in Chromium.
  "network.http.referer.disallowCrossSiteRelaxingDefault": false,
  "dom.disable_open_during_load": false,
  "browser.shell.checkDefaultBrowser": false,
  "browser.sessionstore.resume_from_crash": false,
  "toolkit.startup.max_resumed_crashes": -1,
  "datareporting.policy.dataSubmissionEnabled": false,
};

function findFirefox(): string {
  const named = process.env["WAYSTITCH_FIREFOX"]?.trim();
  const found = [named, "/usr/bin/firefox-esr", "/usr/bin/firefox"].find((path) => path && existsSync(path));
  if (found) return found;
  throw new Error("There is no Firefox at any usual place. Set WAYSTITCH_FIREFOX to the path of one.");
}

async function start(profile: string): Promise<{ readonly child: ChildProcess; readonly marionette: Marionette }> {
  const portFile = `${profile}/MarionetteActivePort`;
  rmSync(portFile, { force: true });
  const lines = Object.entries(PREFERENCES).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});`);
  writeFileSync(`${profile}/user.js`, lines.join("\n"));
  // A process group of its own, so that all its processes can be killed at once.
  const child = spawn(findFirefox(), ["--headless", "--marionette", "--remote-allow-system-access", "--no-remote", "--profile", profile], {
    stdio: "ignore",
    detached: true,
  });
  const marionette = await eventually(async () => await connectMarionette(Number(readFileSync(portFile, "utf8"))), { withinMs: 60_000 });
  await marionette.send("WebDriver:NewSession", { pageLoadStrategy: "none", unhandledPromptBehavior: "accept" });
  return { child, marionette };
}

/** Answers to commands come as `{ value }`, or bare. */
const unwrap = (result: unknown): unknown => (typeof result === "object" && result !== null && "value" in result ? result.value : result);

async function openTab({ send }: Marionette): Promise<VisitorTab> {
  const { handle } = (await send("WebDriver:NewWindow", { type: "tab" })) as { readonly handle: string };
  const inTab = async (command: string, parameters: object): Promise<unknown> => {
    await send("WebDriver:SwitchToWindow", { handle, focus: true });
    return unwrap(await send(command, parameters));
  };
  // In the page's own realm, where its functions and variables are.
  const run = (script: string): Promise<unknown> =>
    inTab("WebDriver:ExecuteScript", { script: "return window.eval(arguments[0])", args: [script] });
  return {
    async goTo(url) {
      await inTab("WebDriver:Navigate", { url });
      await eventually(async () => {
        if ((await run("document.readyState !== 'loading' && location.href")) !== url) throw new Error(`${url} did not come`);
      });
    },
    run: (script) => run(script).catch(() => undefined),
    async click(selector) {
      const element = await inTab("WebDriver:FindElement", { using: "css selector", value: selector });
      const id = Object.values(element as Record<string, string>)[0];
      await inTab("WebDriver:ElementClick", { id });
    },
  };
}

/** Starts a headless Firefox of this machine, as it comes, by Mozilla's own remote protocol. */
export const startVisitorFirefox: StartVisitorBrowser = async (profile) => {
  const { child, marionette } = await start(profile);
  const ended = once(child, "exit");
  const isRunning = (): boolean => child.exitCode === null && child.signalCode === null;
  return {
    openTab: () => openTab(marionette),
    async setOffline(isOffline) {
      await marionette.send("Marionette:SetContext", { value: "chrome" });
      await marionette.send("WebDriver:ExecuteScript", { script: "Services.io.offline = arguments[0]", args: [isOffline] });
      await marionette.send("Marionette:SetContext", { value: "content" });
    },
    async quit() {
      if (isRunning()) await Promise.all([ended, marionette.send("Marionette:Quit", { flags: ["eAttemptQuit"] }).catch(() => {})]);
      marionette.close();
    },
    async kill() {
      if (child.pid !== undefined && isRunning()) process.kill(-child.pid, "SIGKILL");
      await ended;
      marionette.close();
    },
  };
};
