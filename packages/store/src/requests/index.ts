export { type Claimed, claimRequest, delayRequest, endRequest, noteMissingSecret } from "./carry-out.js";
export { type ExportFile, findExport, KEPT_MS, readExport, recordExport, removeExports, removeOldExports } from "./export-file.js";
export {
  loadRequest,
  loadWaitingErasure,
  type NewRequest,
  type PersonRequest,
  type RequestKind,
  type RequestProblem,
  type RequestState,
  recordRequest,
} from "./requests.js";
