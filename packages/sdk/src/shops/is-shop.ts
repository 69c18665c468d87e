/**
 * What WooCommerce leaves on every page: a class of the body, `woocommerce-no-js` or `woocommerce-js`, and, where a theme leaves out the
 * classes, its files. https://github.com/woocommerce/woocommerce/blob/trunk/plugins/woocommerce/includes/wc-template-functions.php
 */
const WOO = "[class*=woocommerce],[src*='plugins/woocommerce'],[href*='plugins/woocommerce']";

/** Whether a page that has been parsed is one of a shop whose adapters are worth loading. */
export const isShop = (): boolean => {
  const { Haravan, Bizweb, Shopify } = window as { Haravan?: unknown; Bizweb?: unknown; Shopify?: unknown };
  return !!(Haravan || Bizweb || Shopify || document.querySelector(WOO));
};
