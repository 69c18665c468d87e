/**
 * Runs when somebody sees the page: at once, or when a page that was rendered ahead is opened.
 * https://developer.chrome.com/docs/web-platform/prerender-pages#impact-on-analytics
 */
export function whenActivated(run: () => void): void {
  if ((document as { prerendering?: boolean }).prerendering) document.addEventListener("prerenderingchange", run, { once: true });
  else run();
}
