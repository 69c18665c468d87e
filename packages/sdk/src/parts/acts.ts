import type { See } from "../commerce/acts.js";
import { page } from "./part.js";

// Stands for `commerce/acts.ts` in what is built apart: acts that several see are known in one place.

export type { Properties, See } from "../commerce/acts.js";

export const see: See = (...sighting) => page.see(...sighting);
