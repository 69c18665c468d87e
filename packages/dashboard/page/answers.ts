import type { Json } from "@waystitch/protocol";
import type { Activity, JourneyStory, JourneyPage as Page, Role, SiteProfile } from "@waystitch/store";
import type { AuditBody, InstallationUsersBody, MeBody, SiteUsersBody } from "../src/access/answers.js";
import type { Overview } from "../src/overview.js";
import type { ExplanationBody, SearchBody } from "../src/people/bodies.js";

/** A value as it comes out of JSON: every `Date` is an ISO 8601 string. */
export type Wire<T> = T extends Json | undefined
  ? T
  : T extends Date
    ? string
    : T extends readonly (infer Item)[]
      ? readonly Wire<Item>[]
      : T extends object
        ? { readonly [Key in keyof T]: Wire<T[Key]> }
        : T;

/** Answer of `/api/sites`. */
export interface SitesAnswer {
  readonly sites: readonly (Wire<SiteProfile> & { readonly role: Role })[];
  readonly shopUrl: string | null;
}

export type Site = SitesAnswer["sites"][number];
/** Answer of `/api/me`. */
export type MeAnswer = MeBody;
/** Answer of `/api/sites/:site/users`. */
export type SiteUsersAnswer = Wire<SiteUsersBody>;
export type UserOfSite = SiteUsersAnswer["users"][number];
/** Answer of `/api/users`. */
export type InstallationUsersAnswer = Wire<InstallationUsersBody>;
/** Answer of `/api/sites/:site/audit`. */
export type AuditAnswer = Wire<AuditBody>;
export type Deed = AuditAnswer["entries"][number];
/** Answer of `/api/sites/:site/overview`. */
export type OverviewAnswer = Wire<Overview>;
export type StageAnswer = OverviewAnswer["stages"][number];
/** Answer of `/api/sites/:site/journeys`. */
export type JourneysAnswer = Wire<Page>;
export type JourneyLine = JourneysAnswer["journeys"][number];
/** Answer of `/api/sites/:site/journeys/:person`. */
export type StoryAnswer = Wire<JourneyStory>;
/** Answer of `/api/sites/:site/people/search`. */
export type SearchAnswer = Wire<SearchBody>;
/** Answer of `/api/sites/:site/journeys/:person/explanation`. */
export type ExplanationAnswer = ExplanationBody;
export type ModelExplanation = NonNullable<ExplanationAnswer["explanation"]>["models"][number];
/** Answer of `/api/sites/:site/activity`. */
export type ActivityAnswer = Wire<Activity>;
export type ActivityEvent = ActivityAnswer["events"][number];
export type SessionStory = StoryAnswer["sessions"][number];
export type TouchpointStory = StoryAnswer["touchpoints"][number];
export type MilestoneStory = StoryAnswer["milestones"][number];
export type StageStory = StoryAnswer["stages"][number];
export type EvidenceEvent = NonNullable<StageStory["evidence"]>;
