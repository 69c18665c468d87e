import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pageOf, startCollector, type TestCollector } from "./start-collector.js";

let collector: TestCollector;
beforeAll(async () => {
  collector = await startCollector();
});
afterAll(() => collector.stop());

const read = async (): Promise<string> => (await fetch(`${collector.url}/metrics`)).text();
const countOf = (text: string, series: string): number =>
  Number(
    text
      .split("\n")
      .find((line) => line.startsWith(`${series} `))
      ?.slice(series.length + 1) ?? 0,
  );

describe("the metrics", () => {
  test("count every event once, by what became of it, and every refused request by its reason", async () => {
    const batch = [pageOf("m", "1"), pageOf("m", "1"), pageOf("m", "2"), { type: "nope" }, 7];
    await collector.send(batch);
    await collector.post("{");
    await collector.post({ batch: [] });
    await fetch(`${collector.url}/nothing`);
    const text = await read();
    expect(countOf(text, 'waystitch_events_total{outcome="accepted"}')).toBe(2);
    expect(countOf(text, 'waystitch_events_total{outcome="duplicate"}')).toBe(1);
    expect(countOf(text, 'waystitch_events_total{outcome="rejected"}')).toBe(2);
    expect(countOf(text, 'waystitch_events_rejected_total{reason="type_unknown"}')).toBe(1);
    expect(countOf(text, 'waystitch_events_rejected_total{reason="event_not_object"}')).toBe(1);
    for (const error of ["body_not_json", "key_missing", "not_found"])
      expect(countOf(text, `waystitch_requests_refused_total{error="${error}"}`)).toBe(1);
  });

  test("measure the time to an answer by route, and show the queue and the connections", async () => {
    const text = await read();
    expect(countOf(text, 'waystitch_request_seconds_count{route="/v1/batch",status="200"}')).toBe(1);
    expect(countOf(text, 'waystitch_request_seconds_bucket{le="+Inf",route="/v1/batch",status="400"}')).toBe(1);
    expect(text).toMatch(/^waystitch_queue_rows 0$/m);
    expect(text).toMatch(/^waystitch_requests_in_flight 0$/m);
    expect(countOf(text, "waystitch_database_connections")).toBeGreaterThan(0);
    expect(text).toMatch(/^process_cpu_user_seconds_total /m);
  });

  test("name no site, no key, no visitor and no address that was asked for", async () => {
    await fetch(`${collector.url}/lan@shop.vn?key=${collector.keys.write}`);
    const text = await read();
    for (const secret of ["demo", collector.keys.write, "lan@", '"m"']) expect(text).not.toContain(secret);
  });

  test("are nothing to those who come through a proxy, and to all without the token where there is one", async () => {
    for (const header of ["x-forwarded-for", "forwarded", "via", "x-real-ip"])
      expect((await fetch(`${collector.url}/metrics`, { headers: { [header]: "203.0.113.7" } })).status).toBe(404);
    const guarded = await startCollector({ metricsToken: "of these tests" });
    const ask = async (authorization?: string) =>
      (await fetch(`${guarded.url}/metrics`, { headers: authorization ? { authorization } : {} })).status;
    expect([await ask(), await ask("Bearer of these text"), await ask("of these tests"), await ask("Bearer of these tests")]).toEqual([
      404, 404, 404, 200,
    ]);
    await guarded.stop();
  });
});
