export { createDashboard, type DashboardParts } from "./app.js";
export {
  type ByModel,
  type ChannelCosts,
  type ChannelLine,
  type ChannelReport,
  type ChannelRevenue,
  deriveChannelReport,
  loadChannelReport,
} from "./channels/channel-report.js";
export { type DashboardConfig, parseConfig } from "./config.js";
export { createLive, type Live, type LiveLimits } from "./live.js";
export type { Overview, StageCount, StepCount } from "./overview.js";
export { type RunningDashboard, startDashboard } from "./start.js";
