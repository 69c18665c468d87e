import { openEnvironment, runService } from "@waystitch/service";
import { parseConfig } from "./config.js";
import { startDashboard } from "./start.js";

runService("dashboard", async () => await startDashboard(parseConfig(openEnvironment(process.env))));
