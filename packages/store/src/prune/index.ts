export { countSeenBefore, loadSeenBefore, loadSetAside, type SeenBefore } from "./candidates.js";
export { raiseKeepsFrom } from "./keeps-from.js";
export { countRejectedBefore, removeRejectedBefore } from "./rejected-before.js";
