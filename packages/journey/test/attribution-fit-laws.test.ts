import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attributionsOf, type Path, pathsOf, removalEffectsOf, shapleyValuesOf, shapleyWeightsOf } from "../src/index.js";
import { channel, people, vietnam } from "./attribution-people.js";
import { expectSame, PATIENCE, RUNS } from "./law-runs.js";
import { DAY } from "./story.js";

const somePaths = fc.array(
  fc.record({ channels: fc.array(channel, { minLength: 1, maxLength: 6 }), conversions: fc.nat(4), losses: fc.nat(4) }),
  { minLength: 1, maxLength: 8 },
);

/** How many of the starters convert when nobody can enter a channel: by steps through the chain, without algebra. */
function convertedWithout(removed: string | null, paths: readonly Path[]): number {
  const moves = new Map<string, Map<string, number>>();
  const note = (from: string, to: string, times: number) => {
    const row = moves.get(from) ?? new Map<string, number>();
    moves.set(from, row.set(to, (row.get(to) ?? 0) + times));
  };
  for (const { channels, conversions, losses } of paths) {
    for (const [index, to] of channels.entries()) note(index === 0 ? "start" : (channels[index - 1] ?? ""), to, conversions + losses);
    note(channels.at(-1) ?? "", "conversion", conversions);
    note(channels.at(-1) ?? "", "nothing", losses);
  }
  let people = new Map([["start", 1]]);
  let converted = 0;
  for (let step = 0; step < 5000 && people.size > 0; step++) {
    const next = new Map<string, number>();
    for (const [from, share] of people) {
      const row = moves.get(from) ?? new Map<string, number>();
      const all = [...row.values()].reduce((sum, times) => sum + times, 0);
      for (const [to, times] of row) {
        if (times === 0 || to === removed || to === "nothing") continue;
        const moved = (share * times) / all;
        if (to === "conversion") converted += moved;
        else if (moved > 1e-15) next.set(to, (next.get(to) ?? 0) + moved);
      }
    }
    people = next;
  }
  return converted;
}

/** All orders in which channels may join. */
function joiningOrders(channels: readonly string[]): string[][] {
  if (channels.length === 0) return [[]];
  return channels.flatMap((first) => joiningOrders(channels.filter((other) => other !== first)).map((rest) => [first, ...rest]));
}

describe("fitted to any paths", PATIENCE, () => {
  const FEWER = { ...RUNS, numRuns: Math.ceil(RUNS.numRuns / 10) };

  it("a removal effect is the share of conversions that are lost without the channel", () => {
    fc.assert(
      fc.property(somePaths, (paths) => {
        const all = convertedWithout(null, paths);
        for (const [name, effect] of removalEffectsOf(paths))
          expect(effect).toBeCloseTo(all === 0 ? 0 : 1 - convertedWithout(name, paths) / all, 8);
      }),
      FEWER,
    );
  });

  it("staying with a channel changes no removal effect", () => {
    const lingering = somePaths.chain((paths) => fc.tuple(fc.constant(paths), fc.array(fc.nat(2), { minLength: 6, maxLength: 6 })));
    fc.assert(
      fc.property(lingering, ([paths, stays]) => {
        const longer = paths.map((each) => ({
          ...each,
          channels: each.channels.flatMap((name, index) => Array.from({ length: 1 + (stays[index] ?? 0) }, () => name)),
        }));
        expectSame([...removalEffectsOf(longer)], [...removalEffectsOf(paths)]);
      }),
      RUNS,
    );
  });

  it("a Shapley value is the mean of what the channel adds over all orders of joining, and they sum to all conversions", () => {
    fc.assert(
      fc.property(somePaths, (paths) => {
        const values = shapleyValuesOf(paths);
        const names = [...values.keys()];
        const worth = (team: readonly string[]) =>
          paths.reduce((sum, each) => sum + (each.channels.every((name) => team.includes(name)) ? each.conversions : 0), 0);
        const orders = joiningOrders(names);
        for (const [name, value] of values) {
          const added = orders.map((joined) => {
            const before = joined.slice(0, joined.indexOf(name));
            return worth([...before, name]) - worth(before);
          });
          expect(value).toBeCloseTo(added.reduce((sum, gain) => sum + gain, 0) / orders.length, 9);
        }
        expect([...values.values()].reduce((sum, value) => sum + value, 0)).toBeCloseTo(worth(names), 9);
      }),
      FEWER,
    );
  });

  it("every channel that a conversion of the period can be credited to weighs something", () => {
    fc.assert(
      fc.property(people, (ways) => {
        for (const { conversion, credits } of attributionsOf(ways, "first", { periodOf: vietnam }).flat()) {
          const paths = pathsOf(ways, conversion.kind, vietnam(conversion.occurredAt), 180 * DAY);
          for (const fit of [removalEffectsOf, shapleyWeightsOf])
            for (const { touchpoint, channel: name } of credits) expect(touchpoint === null || (fit(paths).get(name) ?? 0) > 0).toBe(true);
        }
      }),
      FEWER,
    );
  });
});
