export {
  ALL_SITES,
  type Analyst,
  isAnalystName,
  loadAnalysts,
  recordAnalyst,
  removeAnalyst,
  replaceAnalystPassword,
} from "./analysts.js";
export { type GuardOptions, guardRole, loadObjection } from "./guard.js";
export {
  createServiceLogin,
  groupOf,
  type Login,
  loginOfUrl,
  RoleError,
  replaceServiceLogin,
  SERVICES,
  type Service,
  urlOfLogin,
} from "./login.js";
