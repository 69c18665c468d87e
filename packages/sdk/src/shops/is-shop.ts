/** Whether a page that has been parsed is one of a shop whose adapters are worth loading. WooCommerce names itself in classes of every page. */
export const isShop = (): boolean => {
  const { Haravan, Bizweb, Shopify } = window as { Haravan?: unknown; Bizweb?: unknown; Shopify?: unknown };
  return !!(Haravan || Bizweb || Shopify || document.querySelector("[class*=woocommerce]"));
};
