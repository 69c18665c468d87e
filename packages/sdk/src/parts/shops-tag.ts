import { watchShops } from "../shops/watch-shops.js";
import { startPart } from "./part.js";

startPart("shops", [watchShops]);
