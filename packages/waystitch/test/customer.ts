import type { TestBrowser } from "@waystitch/testbed";
import type { Page } from "playwright-core";

export const EMAIL = "Lan.Anh@vidu.vn";
export const AD = "/?gclid=click-1&utm_source=google&utm_medium=cpc&utm_campaign=kinh-ram-he";

/** A headless Chromium says so in its own user agent, and is then counted as the robot it is. */
const USER_AGENT = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36";

const click = (page: Page, testId: string): Promise<void> => page.getByTestId(testId).first().click();
const fill = (page: Page, testId: string, text: string): Promise<void> => page.getByTestId(testId).fill(text);

/** Opens a page in a browser profile of its own. */
export async function openProfile(browser: TestBrowser, url: string): Promise<Page> {
  const context = await browser.newContext({ locale: "vi-VN", userAgent: USER_AGENT });
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

/** Comes from an advertisement, looks at two pages and leaves an e-mail for the quiz. */
export async function becomeLead(page: Page, shopUrl: string): Promise<void> {
  await page.goto(`${shopUrl}/kinh`);
  await page.goto(`${shopUrl}/trac-nghiem`);
  await fill(page, "quiz-email", EMAIL);
  await click(page, "quiz-submit");
  await page.waitForURL("**/ket-qua**");
}

/** Puts a frame into the cart and opens the cart. */
export async function addToCart(page: Page, shopUrl: string): Promise<void> {
  await page.goto(`${shopUrl}/kinh/pho`);
  await click(page, "add-to-cart");
  await page.waitForURL("**/gio-hang");
}

/** Goes through checkout. Returns the order's id. */
export async function order(page: Page): Promise<string> {
  await click(page, "go-to-checkout");
  await page.waitForURL("**/dat-hang");
  await fill(page, "checkout-name", "Lan Anh");
  await fill(page, "checkout-phone", "0912 345 678");
  await fill(page, "checkout-email", EMAIL);
  await fill(page, "checkout-address", "1 Tràng Tiền, Hà Nội");
  await click(page, "place-order");
  await page.waitForURL("**/cam-on/**");
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

/** The shop delivers late, and the customer likes the glasses all the same. */
export async function receiveAndReview(page: Page, shopUrl: string, orderId: string): Promise<void> {
  await page.goto(`${shopUrl}/don-hang/${orderId}`);
  await click(page, "ship");
  await click(page, "deliver-late");
  await page.getByTestId("review-5").check({ force: true });
  await click(page, "review-submit");
  await page.getByText("Cảm ơn bạn đã đánh giá!").waitFor();
}

/** Another browser, another campaign, another form, the same e-mail. */
export async function subscribe(page: Page): Promise<void> {
  await fill(page, "newsletter-email", EMAIL.toLowerCase());
  await click(page, "newsletter-submit");
  await page.waitForURL("**/nhan-ma");
}
