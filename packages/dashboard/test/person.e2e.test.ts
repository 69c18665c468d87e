import { describe, expect, it } from "vitest";
import { preparePage } from "./page-under-test.js";

const ui = preparePage();

describe("A person's page", () => {
  it("opens by a click, says why they stand where they do, shows the event, and goes back to the list", async () => {
    await ui.open("/sites/shop");
    await ui.page.getByRole("link", { name: "linh.tran" }).click();
    await ui.page.waitForURL(`**/people/${ui.buyer}`);
    expect(await ui.text("h1")).toBe("linh.tran");
    expect(await ui.text(".sentence")).toMatch(/^In Close · Customer since .+ \(.+ ago\), because they placed an order on \/cam-on\.$/);
    const entry = ui.page.locator(".happening.entry").first();
    await entry.locator("summary").click();
    const shown = (await entry.textContent()) ?? "";
    for (const part of ["Because of Order Completed.", "https://mat-kinh.example/cam-on", "buyer-e002", "the browser"])
      expect(shown).toContain(part);
    expect(await ui.text(".side")).toContain("Gọng Titan");
    await ui.page.goBack();
    await ui.page.waitForSelector("tbody tr");
    expect(await ui.page.evaluate("document.activeElement.id")).toBe(`person-${ui.buyer}`);
  });

  it("stands at its own address in Vietnamese too, told from the start when asked", async () => {
    await ui.open(`/sites/shop/people/${ui.buyer}?lang=vi`);
    expect(await ui.text(".sentence")).toMatch(/^Đang ở Chốt đơn hàng · Khách hàng từ .+, vì đã đặt hàng tại \/cam-on\.$/);
    expect(await ui.text(".happening .chip")).toMatch(/Khách hàng$/);
    await ui.page.getByRole("button", { name: "Từ đầu" }).click();
    expect(await ui.text(".happening .chip")).toMatch(/Biết đến$/);
    await ui.page.getByRole("button", { name: "English" }).click();
  });

  it("is found by an id of former times, and says so when there is nobody", async () => {
    const old = `00b-${"x".repeat(20)}`;
    await ui.db.insertInto("person_aliases").values({ part: 0x00b, site_id: "shop", old_person_id: old, person_id: ui.buyer }).execute();
    await ui.open(`/sites/shop/people/${old}`);
    await ui.page.waitForURL(`**/people/${ui.buyer}`);
    ui.expectStatus(404);
    await ui.page.goto(`${ui.url}/sites/empty/people/${ui.buyer}`);
    await expect.poll(() => ui.text("h1")).toBe("There is nobody here");
  });
});
