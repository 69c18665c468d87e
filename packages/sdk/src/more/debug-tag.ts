import { attempt } from "../attempt.js";
import { debug } from "./debug.js";

// The full script has asked for this file, or the page loads both.
attempt(() => Object.assign(document.currentScript as HTMLScriptElement, { debug }));
