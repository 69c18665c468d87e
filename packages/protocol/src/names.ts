/**
 * Names of the events Waystitch knows, in the spelling it stores; other catalogues' names for them stand in aliases.ts.
 * Sources: Segment's e-commerce specification v2; delivery, feedback and off-site names are Waystitch's own,
 * because no common specification has them.
 */
export const EVENT = {
  productsSearched: "Products Searched",
  productListViewed: "Product List Viewed",
  productClicked: "Product Clicked",
  productViewed: "Product Viewed",
  productAdded: "Product Added",
  productRemoved: "Product Removed",
  productAddedToWishlist: "Product Added to Wishlist",
  cartViewed: "Cart Viewed",
  checkoutStarted: "Checkout Started",
  checkoutStepViewed: "Checkout Step Viewed",
  checkoutStepCompleted: "Checkout Step Completed",
  paymentInfoEntered: "Payment Info Entered",
  orderCompleted: "Order Completed",
  orderUpdated: "Order Updated",
  orderRefunded: "Order Refunded",
  orderCancelled: "Order Cancelled",
  orderShipped: "Order Shipped",
  orderDelivered: "Order Delivered",
  productReviewed: "Product Reviewed",
  productShared: "Product Shared",
  signedUp: "Signed Up",
  leadCaptured: "Lead Captured",
  trialStarted: "Trial Started",
  consultationBooked: "Consultation Booked",
  webinarRegistered: "Webinar Registered",
  webinarAttended: "Webinar Attended",
  feedbackGiven: "Feedback Given",
  supportContacted: "Support Contacted",
  callLogged: "Call Logged",
  storeVisited: "Store Visited",
  chatStarted: "Chat Started",
  contactClicked: "Contact Clicked",
  linkClicked: "Link Clicked",
  fileDownloaded: "File Downloaded",
  pageEngaged: "Page Engaged",
  referralShared: "Referral Shared",
  emailOpened: "Email Opened",
  emailLinkClicked: "Email Link Clicked",
  emailUnsubscribed: "Email Unsubscribed",
  videoPlayed: "Video Playback Started",
  articleRead: "Article Read",
} as const;

export type KnownEventName = (typeof EVENT)[keyof typeof EVENT];

/** Events that are about one order and mean nothing without its `order_id`. */
export const ORDER_EVENTS: ReadonlySet<string> = new Set<string>([
  EVENT.orderCompleted,
  EVENT.orderUpdated,
  EVENT.orderRefunded,
  EVENT.orderCancelled,
  EVENT.orderShipped,
  EVENT.orderDelivered,
]);

/** Events that only a server may report, because a visitor could make them up about somebody else's order. */
export const SERVER_EVENTS: ReadonlySet<string> = new Set<string>([
  EVENT.orderUpdated,
  EVENT.orderRefunded,
  EVENT.orderCancelled,
  EVENT.orderShipped,
  EVENT.orderDelivered,
]);
