import { watchDeclared } from "../declared.js";
import { watchEngagement } from "../engagement.js";
import { watchLinks } from "../links.js";
import type { Watcher } from "../watcher.js";

/** What visitors do on a page once they look at it. */
export const ACTIVITY: readonly Watcher[] = [watchDeclared, watchLinks, watchEngagement];
