import { describe, expect, it } from "vitest";
import { preparePage } from "./page-under-test.js";

const ui = preparePage();

describe("The overview", () => {
  it("shows in each stage as many people as SQL counts, and robots in none", async () => {
    await ui.open("/sites/shop");
    for (const stage of ["Attract", "Convert", "Close", "Delight"]) {
      const { people } = await ui.db
        .selectFrom("journeys")
        .select(({ fn }) => fn.countAll<string>().as("people"))
        .where("site_id", "=", "shop")
        .where("stage", "=", stage)
        .where("is_bot", "=", false)
        .executeTakeFirstOrThrow();
      expect([stage, await ui.text(`[data-people="${stage}"]`)]).toEqual([stage, people]);
    }
    expect(await ui.text(".summary")).toContain("1 robots left out");
    expect(await ui.page.locator("tbody tr").count()).toBe(4);
  });

  it("lists the latest first with stage, source and money", async () => {
    await ui.open("/sites/shop");
    const row = await ui.text(`[data-person="${ui.buyer}"]`);
    for (const part of ["linh.tran", "Close", "Customer", "Paid Search", "google · tet-2027", "1.290.000 ₫", "1 order", "ago"]) {
      expect(row.replace(/\s/g, " ")).toContain(part);
    }
    expect(await ui.text("tbody tr")).toContain("linh.tran");
  });

  it("shows one stage by the keyboard alone, and all again by going back", async () => {
    await ui.open("/sites/shop");
    await ui.page.locator(".stage-link").nth(1).focus();
    await ui.page.keyboard.press("Enter");
    await ui.page.waitForURL(/stage=Convert/);
    await expect.poll(() => ui.page.locator("tbody tr").count()).toBe(1);
    expect(await ui.text("#journeys-title")).toBe("Latest journeys in Convert");
    await ui.page.goBack();
    await expect.poll(() => ui.page.locator("tbody tr").count()).toBe(4);
  });

  it("says what to do while nobody was seen, and leads to the shop", async () => {
    await ui.open("/sites/empty");
    expect(await ui.text(".first-steps")).toContain("Nobody has been seen on Cửa hàng mới yet.");
    expect(await ui.page.locator(".first-steps a").getAttribute("href")).toBe("http://127.0.0.1:4102/");
  });

  it("fits a narrow phone, in both languages", async () => {
    await ui.page.setViewportSize({ width: 320, height: 700 });
    for (const path of ["/sites/shop", "/sites/empty", `/sites/shop/people/${ui.buyer}`]) {
      for (const language of ["en", "vi"]) {
        await ui.open(`${path}?lang=${language}`);
        expect(await ui.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")).toBeLessThanOrEqual(
          0,
        );
      }
    }
  });
});

describe("The language", () => {
  it("changes every word by one button, stands in the address and is remembered", async () => {
    await ui.open("/sites/shop?lang=en");
    expect(await ui.text(".stage h3")).toMatch(/^Attract\s+Thu hút – Show the \d+ people/);
    await ui.page.getByRole("button", { name: "Tiếng Việt" }).click();
    await ui.page.waitForURL(/lang=vi/);
    expect([await ui.text(".stage h3"), await ui.text("#journeys-title")]).toEqual([
      expect.stringMatching(/^Thu hút\s+Attract – Xem \d+ người/),
      "Hành trình mới nhất",
    ]);
    expect(await ui.page.getAttribute("html", "lang")).toBe("vi");
    await ui.open("/sites/shop");
    expect(await ui.text("#journeys-title")).toBe("Hành trình mới nhất");
    await ui.page.getByRole("button", { name: "English" }).click();
    await expect.poll(() => ui.text("#journeys-title")).toBe("Latest journeys");
  });
});
