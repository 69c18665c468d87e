import type { ComponentType } from "preact";
import type { Site } from "./answers.js";
import { lazyPage } from "./lazy-page.js";
import { OverviewPage } from "./overview/overview-page.js";
import type { View } from "./views.js";

/** What every page is given. */
export interface PageProps {
  readonly site: Site;
  /** Where the site can be visited, when that is known. */
  readonly shopUrl: string | null;
  /** Goes up whenever journeys changed. */
  readonly version: number;
}

/** The page of every view; all but the first are loaded when they are opened. */
export const PAGES: Readonly<Record<View, ComponentType<PageProps>>> = {
  overview: OverviewPage,
  map: lazyPage(async () => (await import("./map/map-page.js")).MapPage),
  flows: lazyPage(async () => (await import("./flows/flows-page.js")).FlowsPage),
  channels: lazyPage(async () => (await import("./channels/channels-page.js")).ChannelsPage),
  magnets: lazyPage(async () => (await import("./magnets/magnets-page.js")).MagnetsPage),
  carts: lazyPage(async () => (await import("./carts/carts-page.js")).CartsPage),
  orders: lazyPage(async () => (await import("./orders/orders-page.js")).OrdersPage),
  people: lazyPage(async () => (await import("./people/people-page.js")).PeoplePage),
  live: lazyPage(async () => (await import("./live/live-page.js")).LivePage),
  quality: lazyPage(async () => (await import("./quality/quality-page.js")).QualityPage),
  setup: lazyPage(async () => (await import("./setup/setup-page.js")).SetupPage),
  access: lazyPage(async () => (await import("./access/access-page.js")).AccessPage),
  account: lazyPage(async () => (await import("./account/account-page.js")).AccountPage),
};
