/** A product under Segment's names; money in the shop's currency as a plain number. */
export interface Product {
  product_id: string;
  sku?: string;
  name?: string;
  brand?: string;
  category?: string;
  variant?: string;
  price?: number;
  quantity?: number;
  coupon?: string;
  url?: string;
  image_url?: string;
  [other: string]: unknown;
}

interface WithProducts {
  products?: readonly Product[];
  value?: number;
  /** ISO 4217, such as VND. */
  currency?: string;
  coupon?: string;
  [other: string]: unknown;
}

interface Order extends WithProducts {
  /** The shop's own id; the same order sent twice counts once. */
  order_id: string;
  total?: number;
}

interface OneProduct extends Product {
  currency?: string;
}

interface Anything {
  [other: string]: unknown;
}

/** Events a browser can report that Waystitch knows, with their properties. Events of any other name are kept, too. */
export interface KnownEvents {
  "Products Searched": { query: string; [other: string]: unknown };
  "Product List Viewed": WithProducts & { list_id?: string; category?: string };
  "Product Clicked": OneProduct;
  "Product Viewed": OneProduct;
  "Product Added": OneProduct;
  "Product Removed": OneProduct;
  "Product Added to Wishlist": OneProduct;
  "Cart Viewed": WithProducts;
  "Checkout Started": WithProducts & { order_id?: string };
  "Checkout Step Viewed": WithProducts & { step?: number };
  "Checkout Step Completed": WithProducts & { step?: number; shipping_method?: string; payment_method?: string };
  "Payment Info Entered": WithProducts & { payment_method?: string };
  "Order Completed": Order;
  "Product Reviewed": { product_id: string; rating: number | string; review_body?: string; [other: string]: unknown };
  "Product Shared": Anything & { share_via?: string };
  "Signed Up": Anything;
  "Lead Captured": { lead_magnet?: string; form_id?: string; [other: string]: unknown };
  "Trial Started": Anything;
  "Consultation Booked": Anything;
  "Webinar Registered": Anything;
  "Webinar Attended": Anything;
  "Feedback Given": { score: number; scale: "nps" | "csat" | "stars"; [other: string]: unknown };
  "Support Contacted": { channel?: string; [other: string]: unknown };
  "Call Logged": Anything;
  "Store Visited": Anything;
  "Chat Started": { channel?: string; [other: string]: unknown };
  "Contact Clicked": { channel?: string; [other: string]: unknown };
  "Link Clicked": { url: string; domain?: string; [other: string]: unknown };
  "File Downloaded": { url: string; name?: string; extension?: string; [other: string]: unknown };
  "Page Engaged": { engaged_ms: number; scroll_percent?: number; [other: string]: unknown };
  "Referral Shared": { share_via?: string; [other: string]: unknown };
  "Email Opened": Anything;
  "Email Link Clicked": Anything;
  "Email Unsubscribed": Anything;
  "Video Playback Started": Anything;
  "Article Read": Anything;
}
