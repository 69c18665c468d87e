export type { CampaignCredit } from "./campaigns.js";
export type { CartFunnel, CartTotals, CartTrend } from "./carts.js";
export type { CartLeft, ProductLeft } from "./carts-left.js";
export { REPORTS } from "./catalogue.js";
export type { ChannelCredit } from "./channel-credits.js";
export {
  type ChannelByRules,
  type ChannelFigures,
  type ChannelFiguresOptions,
  type ChannelVisits,
  type ConversionsOfMonth,
  loadChannelFigures,
} from "./channels.js";
export {
  type ChannelCost,
  dropChannelCost,
  loadChannelCosts,
  type NewChannelCost,
  recordChannelCost,
} from "./costs.js";
export type { QualityDay, QualityReason } from "./data-quality.js";
export type { DeliveryCarrier, DeliveryLateness, DeliveryMonth, DeliveryOutcome, OverdueOrder } from "./deliveries.js";
export type { LeadMagnet, MagnetChannel, MagnetTrend } from "./magnets.js";
export type { DeliveryEffect, OrderTotals, OrderTrend } from "./orders.js";
export { loadPaths, type PathWindow } from "./paths.js";
export {
  type AnyReport,
  loadReport,
  type Period,
  type Question,
  type Report,
  type ReportAnswer,
  type Value,
  type ValueKind,
} from "./report.js";
export type { StageFlow, StageTrend } from "./stage-flow.js";
export type { MapAction, MapPage, MapTouchpoint } from "./stage-map.js";
export type { MoveBack, StageMove, StageWay } from "./stage-moves.js";
export type { StageTime } from "./stage-times.js";
