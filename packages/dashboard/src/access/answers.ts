import type { AuditRow, ListedUser, Role, RolesBySite } from "@waystitch/store";

// What the routes of this folder answer. Apart from them, because the page in the browser reads it, too.

/** The answer of `/api/me`. */
export interface MeBody {
  /** `null` for whoever came by a link, as an owner of the installation. */
  readonly user: { readonly userId: string; readonly email: string } | null;
  readonly signedInBy: "link" | "password";
  readonly isInstallationOwner: boolean;
  readonly roles: RolesBySite;
  readonly sites: readonly { readonly siteId: string; readonly name: string; readonly role: Role }[];
}

/** The answer of `/api/sites/:site/users`. */
export interface SiteUsersBody {
  readonly users: readonly (Omit<ListedUser, "roles"> & { readonly role: Role })[];
}

/** The answer of `/api/users`. */
export interface InstallationUsersBody {
  readonly users: readonly ListedUser[];
}

/** The answer to whoever gave somebody a role. */
export interface InvitedBody {
  readonly userId: string;
  readonly email: string;
  readonly role: Role;
  /** Path of the page where they set a password; `null` for who has one. */
  readonly link: string | null;
}

/** The answer to whoever made a link with which a user sets a password anew. */
export type LinkBody = Pick<InvitedBody, "link">;

/** The answer of `/api/sites/:site/audit`, the latest first. */
export interface AuditBody {
  readonly entries: readonly AuditRow[];
  /** What the query `before` takes to go on; `null` at the end. */
  readonly next: string | null;
}
