import { CAMPAIGN_CREDITS } from "./campaigns.js";
import { CART_FUNNEL, CART_TOTALS, CART_TREND } from "./carts.js";
import { CARTS_LEFT, PRODUCTS_LEFT } from "./carts-left.js";
import { CHANNEL_CREDITS } from "./channel-credits.js";
import { QUALITY_DAYS, QUALITY_REASONS } from "./data-quality.js";
import { DELIVERY_CARRIERS, DELIVERY_LATENESS, DELIVERY_MONTHS, DELIVERY_OUTCOMES, OVERDUE_ORDERS } from "./deliveries.js";
import { LEAD_MAGNETS, MAGNET_CHANNELS, MAGNET_TREND } from "./magnets.js";
import { DELIVERY_EFFECT, ORDER_TOTALS, ORDER_TREND } from "./orders.js";
import type { AnyReport } from "./report.js";
import { STAGE_FLOW, STAGE_TREND } from "./stage-flow.js";
import { MAP_ACTIONS, MAP_PAGES, MAP_TOUCHPOINTS } from "./stage-map.js";
import { STAGE_MOVES, STAGE_MOVES_BACK, STAGE_WAYS } from "./stage-moves.js";
import { STAGE_TIMES } from "./stage-times.js";

const ALL: readonly AnyReport[] = [
  STAGE_FLOW,
  STAGE_TREND,
  STAGE_TIMES,
  STAGE_MOVES,
  STAGE_MOVES_BACK,
  STAGE_WAYS,
  MAP_TOUCHPOINTS,
  MAP_PAGES,
  MAP_ACTIONS,
  CHANNEL_CREDITS,
  CAMPAIGN_CREDITS,
  QUALITY_DAYS,
  QUALITY_REASONS,
  LEAD_MAGNETS,
  MAGNET_TREND,
  MAGNET_CHANNELS,
  CART_TOTALS,
  CART_FUNNEL,
  CART_TREND,
  CARTS_LEFT,
  PRODUCTS_LEFT,
  ORDER_TOTALS,
  ORDER_TREND,
  DELIVERY_OUTCOMES,
  DELIVERY_MONTHS,
  DELIVERY_LATENESS,
  DELIVERY_CARRIERS,
  DELIVERY_EFFECT,
  OVERDUE_ORDERS,
];

/** Every report by its name. */
export const REPORTS: ReadonlyMap<string, AnyReport> = new Map(ALL.map((report) => [report.name, report]));
