export { AUDIT_ACTIONS, type AuditAction, type AuditEntry, type AuditPosition, type AuditRow, loadAudit, recordAudit } from "./audit.js";
export { type Invitation, inviteUser, type RoleGrant, renewPasswordLink } from "./invitations.js";
export {
  type LinkUse,
  loadSignInLink,
  recordPasswordLink,
  recordSignInLink,
  redeemFirstOwner,
  redeemPasswordLink,
  redeemSignInLink,
  type SignedInUser,
} from "./links.js";
export { includesRole, isRole, ROLES, type Role, type RolesBySite, roleFor } from "./roles.js";
export { endSession, endSessionsOf, loadSignedIn, recordSession, type SignedIn } from "./sessions.js";
export { forgiveSignInTry, type LetThrough, recordKnownBrowser, type SignInTry, type TryOutcome, takeSignInTry } from "./throttle.js";
export {
  type Credentials,
  type ListedUser,
  loadCredentials,
  loadHasPasswords,
  loadUser,
  loadUsers,
  loadUsersOfSite,
  parseUserEmail,
  type RoleRemoval,
  recordUserRole,
  removeUser,
  removeUserRole,
  replacePassword,
} from "./users.js";
