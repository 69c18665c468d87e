import { watchCommerce } from "./commerce/watch-commerce.js";
import { watchEngagement } from "./engagement.js";
import { watchLeadForms } from "./lead-forms.js";
import { watchLinks } from "./links.js";
import type { Watcher } from "./watcher.js";

/** All that the whole script watches; the core script watches page views only. */
export const WATCHERS: readonly Watcher[] = [watchLeadForms, watchLinks, watchEngagement, watchCommerce];
