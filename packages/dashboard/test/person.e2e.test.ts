import { readFile } from "node:fs/promises";
import { carryOutRequest } from "@waystitch/worker";
import { describe, expect, it } from "vitest";
import { NOW, preparePage } from "./page-under-test.js";
import { visitor } from "./people.js";
import { seedPerson } from "./seed.js";

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

  it("saves what is kept of them as a file, and erases them when the end of their id was typed", async () => {
    const personId = await seedPerson(ui.db, "shop", visitor("leaves", 50), NOW);
    const carryOut = () => carryOutRequest(ui.db, (siteId, node) => `${siteId} ${node}`, Date.now());
    await ui.open(`/sites/shop/people/${personId}`);
    const download = ui.page.waitForEvent("download");
    await ui.page.getByRole("button", { name: "Export as JSON" }).click();
    await ui.page.getByText("is being put together").waitFor();
    await carryOut();
    const saved = await download;
    expect(saved.suggestedFilename()).toBe(`${personId}.json`);
    expect(JSON.parse(await readFile(await saved.path(), "utf8"))).toMatchObject({ site: "shop", person: { person_id: personId } });

    const dialog = ui.page.getByRole("alertdialog");
    await ui.page.getByRole("button", { name: "Erase this person…" }).click();
    await dialog.getByRole("textbox").fill("nope");
    expect(await dialog.getByRole("button", { name: "Erase for good" }).isDisabled()).toBe(true);
    await dialog.getByRole("button", { name: "Cancel" }).click();
    expect(await ui.db.selectFrom("person_requests").select("kind").where("kind", "=", "erasure").execute()).toEqual([]);
    await ui.page.getByRole("button", { name: "Erase this person…" }).click();
    await dialog.getByRole("textbox").fill(personId.slice(-4));
    await dialog.getByRole("button", { name: "Erase for good" }).click();
    await ui.page.getByText("an owner asked").waitFor();
    ui.expectStatus(404);
    await carryOut();
    await expect.poll(() => ui.text("h1")).toBe("They were erased");
  });
});
