import { EXPIRED_MS } from "../commerce/carts.js";
import { LAPSED_MS } from "../history/evolve.js";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Days until a cart expires, and until a person has lapsed. */
export const EXPIRED_DAYS = EXPIRED_MS / DAY_MS;
export const LAPSED_DAYS = LAPSED_MS / DAY_MS;
