import { attempt } from "../attempt.js";
import { debug } from "./debug.js";

// `waystitch-more.js` has asked for this file, and takes from there what it brings.
attempt(() => Object.assign((window as unknown as { waystitch: object }).waystitch, { debug }));
