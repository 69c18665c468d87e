import { parseConfig } from "@waystitch/dashboard";
import { MODELS } from "@waystitch/journey";
import type { Standing } from "@waystitch/store";
import Fastify from "fastify";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { compressAnswers } from "../src/compress-answers.js";
import { renderSignInPage } from "../src/gate-page.js";
import { deriveOverview } from "../src/overview.js";
import { peopleFileName } from "../src/people/people-csv.js";
import { createSharedLoad } from "../src/shared-load.js";
import { STAGES } from "../src/stages.js";
import { createThrottle } from "../src/throttle.js";

describe("parseConfig", () => {
  it("needs only the database, and listens on this machine's port 4101", () => {
    expect(parseConfig({ DATABASE_URL: "postgres://x" })).toEqual({
      databaseUrl: "postgres://x",
      allowSuperuser: false,
      host: "127.0.0.1",
      port: 4101,
      logLevel: "info",
      shopUrl: null,
      collectorUrl: null,
      secure: false,
      secret: null,
      publicHost: null,
      trustProxy: [],
    });
  });

  it("lets the cookie travel by https only where people come by https", () => {
    const secure = (PUBLIC_URL: string): boolean => parseConfig({ DATABASE_URL: "x", PUBLIC_URL }).secure;
    expect([secure("https://way.example"), secure("http://way.example")]).toEqual([true, false]);
  });

  it("reports what cannot be used", () => {
    expect(() => parseConfig({ PORT: "x" })).toThrow(/DATABASE_URL is not set.*\n.*PORT/);
    for (const SHOP_URL of ["javascript:alert(1)", "shop", "file:///etc"]) {
      expect(() => parseConfig({ DATABASE_URL: "x", SHOP_URL })).toThrow(/SHOP_URL/);
      expect(() => parseConfig({ DATABASE_URL: "x", COLLECTOR_URL: SHOP_URL })).toThrow(/COLLECTOR_URL/);
    }
  });
});

describe("The file of a list of people", () => {
  it("says by its name when it is not everybody", () => {
    expect([peopleFileName("shop", true), peopleFileName("shop", false)]).toEqual(["shop-people.csv", "shop-people-first-10000.csv"]);
  });
});

describe("The page of a one-time link", () => {
  it("holds its token as text, whatever it is", () => {
    expect(renderSignInPage(`"><script>'&`)).toContain('value="&#34;&#62;&#60;script&#62;&#39;&#38;"');
  });
});

describe("The stages the page draws", () => {
  it("are those of the default model, with all their steps, in order", () => {
    expect(STAGES).toEqual(MODELS[0].stages.map(({ id, steps }) => ({ stage: id, steps: steps.map((step) => step.id) })));
  });
});

describe("deriveOverview", () => {
  const at = new Date("2026-11-22T00:00:00Z");
  const standing = (row: Partial<Standing>): Standing => {
    return { stage: "Attract", step: "aware", furthestStage: "Attract", status: "active", people: 1, ...row };
  };
  const derive = (standings: readonly Standing[]) =>
    deriveOverview({ at, standings, enteredToday: [], movesBack: [], newestActivity: null, bots: 0 });

  it("counts whoever came as far as a stage, wherever they stand now", () => {
    const { stages } = derive([
      standing({ people: 5 }),
      standing({ people: 3, furthestStage: "Close" }),
      standing({ people: 2, stage: "Delight", step: "served", furthestStage: "Delight" }),
    ]);
    expect(stages.map(({ reached }) => reached)).toEqual([10, 5, 5, 2]);
    expect(stages.map(({ people }) => people)).toEqual([8, 0, 0, 2]);
  });

  it("leaves nobody out who stands on a step it does not know", () => {
    const [attract] = derive([standing({ people: 2 }), standing({ people: 3, step: "new", status: "lapsed" })]).stages;
    expect(attract).toMatchObject({ people: 5, active: 2, lapsed: 3 });
    expect(attract?.steps).toContainEqual({ step: "new", people: 3 });
  });
});

describe("createSharedLoad", () => {
  /** A load that ends when the test says so. */
  function createLoads() {
    const ends: ((value: string) => void)[] = [];
    const ask = createSharedLoad(async (key) => await new Promise<string>((resolve) => ends.push((value) => resolve(`${key}${value}`))));
    return { ends, ask };
  }

  it("loads once for all who ask while another load runs, and only after it", async () => {
    const { ends, ask } = createLoads();
    const first = ask("a");
    const [second, third] = [ask("a"), ask("a")];
    expect(ends).toHaveLength(1);
    ends[0]?.("1");
    expect(await first).toBe("a1");
    expect(ends).toHaveLength(2);
    ends[1]?.("2");
    expect([await second, await third]).toEqual(["a2", "a2"]);
    expect(ends).toHaveLength(2);
    void ask("a");
    expect(ends).toHaveLength(3);
  });

  it("keeps keys apart", () => {
    const { ends, ask } = createLoads();
    void ask("a");
    void ask("b");
    expect(ends).toHaveLength(2);
  });

  it("goes on after a load that failed", async () => {
    let count = 0;
    const ask = createSharedLoad(async () => {
      count++;
      if (count === 1) throw new Error("no");
      return count;
    });
    const [first, second] = [ask("a"), ask("a")];
    await expect(first).rejects.toThrow("no");
    expect(await second).toBe(2);
    expect(await ask("a")).toBe(3);
  });
});

describe("createThrottle", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("runs at once, then once at the end of each interval in which it was called", () => {
    const run = vi.fn();
    const { call } = createThrottle(500, run);
    for (let i = 0; i < 9; i++) call();
    expect(run).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(499);
    expect(run).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1);
    expect(run).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(5_000);
    expect(run).toHaveBeenCalledTimes(2);
    call();
    expect(run).toHaveBeenCalledTimes(3);
  });

  it("does not run any more once it was stopped", () => {
    const run = vi.fn();
    const throttle = createThrottle(500, run);
    throttle.call();
    throttle.call();
    throttle.stop();
    vi.advanceTimersByTime(5_000);
    expect(run).toHaveBeenCalledTimes(1);
  });
});

describe("Answers of more than a kilobyte", () => {
  const rows = { rows: Array.from({ length: 200 }, (_, index) => ({ person: `person ${index}` })) };
  const encodingOf = async (method: "GET" | "POST", url: string, headers: Record<string, string> = {}) => {
    const app = Fastify();
    await compressAnswers(app);
    app.get("/page", async () => rows);
    app.get("/api/list", async () => rows);
    app.get("/api/one", async () => ({ rows: 1 }));
    app.get("/api/file", async (_request, reply) => reply.type("text/csv; charset=utf-8").send("a,b\r\n".repeat(1_000)));
    app.get("/api/stream", async (_request, reply) => reply.type("text/event-stream").send(": open\n\n".repeat(1_000)));
    app.post("/api/keys", async () => rows);
    const { headers: told } = await app.inject({ method, url, headers: { "accept-encoding": "gzip, br", ...headers } });
    return told["content-encoding"] ?? null;
  };

  it("are compressed as the browser can read them, lists and files alike", async () => {
    expect(await encodingOf("GET", "/api/list")).toBe("br");
    expect(await encodingOf("GET", "/api/list", { "accept-encoding": "gzip, deflate" })).toBe("gzip");
    expect(await encodingOf("GET", "/api/list", { "accept-encoding": "identity" })).toBeNull();
    expect(await encodingOf("GET", "/api/file", { "sec-fetch-site": "same-origin" })).toBe("br");
    expect([await encodingOf("GET", "/api/one"), await encodingOf("GET", "/api/stream")]).toEqual([null, null]);
  });

  it("are not where another site had a browser ask for them, nor where they may hold a secret, nor outside of the API", async () => {
    expect(await encodingOf("GET", "/api/list", { "sec-fetch-site": "cross-site" })).toBeNull();
    expect(await encodingOf("GET", "/api/list", { "sec-fetch-site": "same-site" })).toBeNull();
    expect(await encodingOf("POST", "/api/keys")).toBeNull();
    expect(await encodingOf("GET", "/page")).toBeNull();
  });
});
