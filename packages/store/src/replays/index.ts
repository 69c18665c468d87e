export {
  type ClaimedReplay,
  claimReplay,
  delayReplay,
  endReplay,
  loadRejectedToReplay,
  noteReplayed,
  type Replayed,
  removeReplayed,
} from "./carry-out.js";
export { loadReplays, type ReplayLine, type ReplayProblem, recordReplay } from "./replays.js";
