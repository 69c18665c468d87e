import { watchCommerce } from "./commerce/watch-commerce.js";
import { watchLeadForms } from "./lead-forms.js";
import { ACTIVITY } from "./parts/activity.js";
import { watchShops } from "./shops/watch-shops.js";
import type { Watcher } from "./watcher.js";

/** What the tag's script watches from the first moment. */
export const WATCHERS: readonly Watcher[] = [watchLeadForms, watchCommerce];

/** All that can be watched. */
export const ALL_WATCHERS: readonly Watcher[] = [...WATCHERS, ...ACTIVITY, watchShops];
