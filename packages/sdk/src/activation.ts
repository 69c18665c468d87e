import { listen } from "./signals.js";

/**
 * Runs when somebody sees the page: at once, or when a page that was rendered ahead is opened.
 * https://developer.chrome.com/docs/web-platform/prerender-pages#impact-on-analytics
 */
export const whenActivated = (run: () => void): void => {
  // Comes once, before anything else that is heard.
  if ((document as { prerendering?: boolean }).prerendering) listen(document, "prerenderingchange", run);
  else run();
};
