import type { ComponentType } from "preact";
import type { Site } from "./answers.js";
import { CartsPage } from "./carts/carts-page.js";
import { ChannelsPage } from "./channels/channels-page.js";
import { FlowsPage } from "./flows/flows-page.js";
import { LivePage } from "./live/live-page.js";
import { MagnetsPage } from "./magnets/magnets-page.js";
import { MapPage } from "./map/map-page.js";
import { OrdersPage } from "./orders/orders-page.js";
import { OverviewPage } from "./overview/overview-page.js";
import { PeoplePage } from "./people/people-page.js";
import { QualityPage } from "./quality/quality-page.js";
import { SetupPage } from "./setup/setup-page.js";
import type { View } from "./views.js";

/** What every page is given. */
export interface PageProps {
  readonly site: Site;
  /** Where the site can be visited, when that is known. */
  readonly shopUrl: string | null;
  /** Goes up whenever journeys changed. */
  readonly version: number;
}

/** The page of every view. */
export const PAGES: Readonly<Record<View, ComponentType<PageProps>>> = {
  overview: OverviewPage,
  map: MapPage,
  flows: FlowsPage,
  channels: ChannelsPage,
  magnets: MagnetsPage,
  carts: CartsPage,
  orders: OrdersPage,
  people: PeoplePage,
  live: LivePage,
  quality: QualityPage,
  setup: SetupPage,
};
