import { attempt } from "../attempt.js";
import { loadBeside } from "../load-beside.js";
import { isShop } from "../shops/is-shop.js";
import { listen } from "../signals.js";
import { ACTIVITY } from "./activity.js";
import { startPart } from "./part.js";

attempt(() => {
  // The element of this file stands beside the tag's script, and has its options.
  const script = document.currentScript as HTMLScriptElement;
  startPart("activity", [
    ...ACTIVITY,
    ({ options }) => {
      const loadShops = (): void => {
        if (options.commerce !== "off" && isShop()) loadBeside(script, "shops");
      };
      if (document.readyState === "loading") listen(document, "DOMContentLoaded", loadShops);
      else loadShops();
    },
  ]);
});
