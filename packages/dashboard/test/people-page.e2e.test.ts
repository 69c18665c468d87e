import { describe, expect, it } from "vitest";
import { preparePage } from "./page-under-test.js";

const ui = preparePage();

const rows = (): Promise<number> => ui.page.locator("tbody tr").count();
const overflow = (): Promise<number> => ui.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");

describe("The people's page", () => {
  it("is narrowed by what stands in its address, and widened again", async () => {
    await ui.open("/sites/shop/people?stage=Convert&step=lead");
    await expect.poll(rows).toBe(1);
    await ui.page.getByRole("combobox", { name: "Stage", exact: true }).selectOption("");
    await expect.poll(rows).toBe(4);
    await ui.page.getByLabel("Robots too").check();
    await expect.poll(rows).toBe(5);
    expect(ui.page.url()).toMatch(/bots=1/);
    await ui.page.getByRole("combobox", { name: "Order" }).selectOption("revenue");
    await expect.poll(rows).toBe(1);
    await ui.page.getByRole("link", { name: "Reset" }).click();
    expect(ui.page.url()).not.toMatch(/bots=1/);
  });

  it("finds a person, and keeps what was typed out of the address, the history and every other request", async () => {
    const asked: string[] = [];
    await ui.open("/sites/shop/people");
    ui.page.on("request", (request) => asked.push(request.url()));
    await ui.page.getByLabel("Find one person").fill("lan@shop.vn");
    await ui.page.keyboard.press("Enter");
    await expect.poll(() => ui.page.locator(".found").textContent()).toContain("WAYSTITCH_SECRET");
    await ui.page.getByLabel("Find one person").fill(ui.buyer);
    await ui.page.keyboard.press("Enter");
    await expect.poll(() => ui.page.locator(".found tbody").textContent()).toContain("linh.tran");
    expect([ui.page.url(), ...asked].filter((url) => /lan(@|%40)shop/.test(url) || url.includes(ui.buyer))).toEqual([]);
    await ui.page.getByRole("button", { name: "Back to the list" }).click();
    await expect.poll(rows).toBe(4);
  });

  it("explains a person in any model", async () => {
    await ui.open(`/sites/shop/people/${ui.buyer}`);
    await expect.poll(() => ui.page.locator(".explanation .sentences").textContent()).toContain("Close (Customer)");
    await ui.page.getByLabel("Stage model").selectOption("buying");
    await expect.poll(() => ui.page.locator(".model-way .now").textContent()).toContain("Decide");
  });
});

describe("The live page", () => {
  it("tells what happened and which step it caused, stands still when asked, and goes on", async () => {
    await ui.open("/sites/shop/live");
    await expect.poll(() => ui.page.locator(".live-events").textContent()).toContain("because they placed an order");
    expect(await ui.page.locator(".live-events").textContent()).toContain("/cam-on");
    await ui.page.getByRole("button", { name: "Pause" }).click();
    expect(await ui.page.getByRole("button", { name: "Go on" }).getAttribute("aria-pressed")).toBe("true");
    expect(await ui.page.locator("[aria-live]").count()).toBe(0);
  });

  it("and the people's page fit a narrow phone in both languages", async () => {
    await ui.page.setViewportSize({ width: 320, height: 700 });
    for (const path of ["/sites/shop/people", "/sites/shop/live", `/sites/shop/people/${ui.buyer}`])
      for (const language of ["en", "vi"]) {
        await ui.open(`${path}?lang=${language}`);
        await ui.page.locator(".journey, .live-event, .explanation .sentences").first().waitFor();
        expect(await overflow(), `${path} ${language}`).toBeLessThanOrEqual(0);
      }
  });
});
