import { randomFacts } from "@waystitch/testbed/facts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ATTRIBUTION_MODELS,
  type Attribution,
  attributionsOf,
  type Conversion,
  conversionsOf,
  creditsByRule,
  formatMoney,
  journeysOf,
  monthsAt,
  type Path,
  parseMoney,
  pathsOf,
  removalEffectsOf,
  shapleyValuesOf,
  shapleyWeightsOf,
  smallestOf,
  type Touch,
  type Way,
} from "../src/index.js";
import { expectSame, PATIENCE, RUNS } from "./law-runs.js";
import { DAY, HOUR, SHOP } from "./story.js";

const MODEL_IDS = ATTRIBUTION_MODELS.map((model) => model.id);
const RULE_IDS = ATTRIBUTION_MODELS.flatMap((model) => (model.basis === "rule" ? [model.id] : []));

/** Fourteen months in steps of six hours, so that moments often fall together, and on the first of a month. */
const BEGIN = Date.UTC(2026, 0, 1) - 7 * HOUR;
const moment = fc.integer({ min: 0, max: 420 * 4 }).map((step) => BEGIN + step * 6 * HOUR);
const channel = fc.constantFrom("Direct", "Email", "Offline", "Paid Search", "Paid Social");
const kind = fc.constantFrom("session", "session", "session", "call", "chat", "delivery", "email_click", "store_visit", "support");
const amount = fc.oneof(fc.bigInt(0n, 100n), fc.bigInt(0n, 10n ** 15n), fc.constantFrom(0n, 1n, 1_000_000n, 99_999_999n));

interface Happening {
  readonly at: number;
  readonly touch: Omit<Touch, "sequence" | "occurredAt">;
}

const happening: fc.Arbitrary<Happening> = fc.record({
  at: moment,
  touch: fc.record({ kind, channel, source: fc.constant(null), medium: fc.constant(null), campaign: fc.constantFrom(null, "tet", "sale") }),
});

const inOrder = (happenings: readonly Happening[]): Touch[] =>
  happenings.toSorted((a, b) => a.at - b.at).map(({ at, touch }, index) => ({ sequence: index + 1, occurredAt: at, ...touch }));

const order = fc.record({
  at: moment,
  value: amount,
  currency: fc.constantFrom("KWD", "USD", "VND"),
  counts: fc.constantFrom(true, true, true, false),
});

const toOrder = (
  { at, value, currency, counts }: { at: number; value: bigint; currency: string; counts: boolean },
  id: string,
): Conversion => ({
  kind: "order",
  id: `order:${id}`,
  occurredAt: at,
  value: counts ? value : 0n,
  currency,
  counts,
  evidenceVisitorId: "v1",
  evidenceEventId: id,
});

const toLead = (at: number): Conversion => ({
  ...toOrder({ at, value: 1_000_000n, currency: "", counts: true }, "l"),
  kind: "lead",
  id: "lead",
  currency: null,
});

const person = fc
  .tuple(fc.array(happening, { maxLength: 7 }), fc.array(order, { maxLength: 3 }), fc.option(moment))
  .map(([happenings, orders, leadAt]): Way => {
    const conversions = orders.map((each, index) => toOrder(each, `o${index}`));
    return { touchpoints: inOrder(happenings), conversions: leadAt === null ? conversions : [toLead(leadAt), ...conversions] };
  });
const people = fc.array(person, { minLength: 1, maxLength: 5 });
const lookBackDays = fc.constantFrom(undefined, 30, 180, 1000);
const vietnam = monthsAt(7 * 60);

const byId = (attributions: readonly Attribution[]): Map<string, Attribution> =>
  new Map(attributions.map((attribution) => [attribution.conversion.id, attribution]));

describe("whatever people did", PATIENCE, () => {
  it("the credits of every model sum to exactly the value of what counts, and none is negative", () => {
    fc.assert(
      fc.property(people, lookBackDays, (ways, days) => {
        for (const model of MODEL_IDS) {
          const attributed = attributionsOf(ways, model, { lookBackDays: days, periodOf: vietnam });
          for (const [index, { conversions }] of ways.entries())
            expectSame(
              attributed[index]?.map(({ conversion }) => conversion),
              conversions.filter(({ counts }) => counts),
            );
          for (const { conversion, credits } of attributed.flat()) {
            const smallest = smallestOf(conversion.currency);
            const sum = credits.reduce((total, { value }) => total + value, 0n);
            const isFit = credits.every(({ value, currency }) => value >= 0n && currency === conversion.currency);
            const finer = credits.filter(({ value }) => value % smallest !== 0n).length;
            expectSame([model, sum, isFit, finer], [model, conversion.value, true, conversion.value % smallest === 0n ? 0 : 1]);
          }
        }
      }),
      RUNS,
    );
  });

  it("neither the order of touchpoints and conversions nor that of people changes a credit or a weight", () => {
    const scrambled = people.chain((ways) =>
      fc.tuple(
        fc.constant(ways),
        fc.tuple(...ways.map((way) => fc.shuffledSubarray([...way.touchpoints], { minLength: way.touchpoints.length }))),
        fc.shuffledSubarray([...ways.keys()], { minLength: ways.length }),
      ),
    );
    fc.assert(
      fc.property(scrambled, ([ways, touchpoints, places]) => {
        const again = places.map((place) => ({
          touchpoints: touchpoints[place] ?? [],
          conversions: ways[place]?.conversions.toReversed() ?? [],
        }));
        for (const model of MODEL_IDS) {
          const before = attributionsOf(ways, model).map(byId);
          const after = attributionsOf(again, model).map(byId);
          expectSame(
            after,
            places.map((place) => before[place]),
          );
        }
        for (const way of ["lead", "order"] as const) {
          const paths = [ways, again].map((all) => pathsOf(all, way, vietnam(BEGIN + 300 * DAY), 180 * DAY));
          for (const fit of [removalEffectsOf, shapleyValuesOf, shapleyWeightsOf])
            expectSame([...fit(paths[1] ?? [])], [...fit(paths[0] ?? [])]);
        }
      }),
      RUNS,
    );
  });

  it("only touchpoints of the look-back, at or before the conversion, that may have brought the person are credited", () => {
    fc.assert(
      fc.property(people, fc.integer({ min: 1, max: 400 }), (ways, days) => {
        for (const model of MODEL_IDS)
          for (const [index, attributions] of attributionsOf(ways, model, { lookBackDays: days }).entries()) {
            const touchpoints = ways[index]?.touchpoints ?? [];
            for (const { conversion, credits } of attributions) {
              const allowed = touchpoints.filter(({ kind: what, occurredAt }) => {
                const before = conversion.occurredAt - occurredAt;
                return before >= 0 && before <= days * DAY && what !== "delivery" && what !== "support";
              });
              const expected = allowed.length === 0 ? [null] : allowed.map(({ sequence }) => sequence);
              expectSame(
                credits.map(({ touchpoint }) => touchpoint),
                expected,
              );
            }
          }
      }),
      RUNS,
    );
  });

  it("nothing that happens after a conversion changes how a rule credits it", () => {
    fc.assert(
      fc.property(person, fc.array(happening, { maxLength: 5 }), ({ touchpoints, conversions }, more) => {
        for (const conversion of conversions) {
          const later = more.filter(({ at }) => at > conversion.occurredAt);
          const known = touchpoints.filter(({ occurredAt }) => occurredAt <= conversion.occurredAt);
          const all = inOrder([...touchpoints.map(({ occurredAt, sequence, ...touch }) => ({ at: occurredAt, touch })), ...later]);
          for (const rule of RULE_IDS) expectSame(creditsByRule(conversion, all, rule), creditsByRule(conversion, known, rule));
        }
      }),
      RUNS,
    );
  });
});

describe("an old conversion's attribution does not change", PATIENCE, () => {
  const until = moment.map((at) => vietnam(at).until);
  const news = fc.record({
    touches: fc.array(happening, { maxLength: 4 }),
    orders: fc.array(order, { maxLength: 2 }),
    leadAt: fc.option(moment),
  });

  it("whatever touchpoints, conversions and people come after the end of its month, in all models", () => {
    fc.assert(
      fc.property(people, until, fc.array(news, { maxLength: 7 }), lookBackDays, (all, end, later, days) => {
        const options = { lookBackDays: days, periodOf: vietnam };
        const old = all.map(({ touchpoints, conversions }) => ({
          touchpoints: touchpoints.filter(({ occurredAt }) => occurredAt < end),
          conversions: conversions.filter(({ occurredAt }) => occurredAt < end),
        }));
        const now = later.map(({ touches, orders, leadAt }, index): Way => {
          const way = old[index] ?? { touchpoints: [], conversions: [] };
          const happenings = way.touchpoints.map(({ occurredAt, sequence, ...touch }) => ({ at: occurredAt, touch }));
          const lead = leadAt !== null && leadAt >= end && !way.conversions.some(({ id }) => id === "lead") ? [toLead(leadAt)] : [];
          return {
            touchpoints: inOrder([...happenings, ...touches.filter(({ at }) => at >= end)]),
            conversions: [
              ...way.conversions,
              ...lead,
              ...orders.filter(({ at }) => at >= end).map((each, place) => toOrder(each, `n${place}`)),
            ],
          };
        });
        const grown = [...now, ...old.slice(now.length)];
        for (const model of MODEL_IDS) {
          const after = attributionsOf(grown, model, options).map((list) => list.filter(({ conversion }) => conversion.occurredAt < end));
          expectSame(after.slice(0, old.length), attributionsOf(old, model, options));
        }
      }),
      RUNS,
    );
  });

  it("when an order of the month is cancelled or refunded later, except that this one is worth less", () => {
    fc.assert(
      fc.property(people, fc.nat(), (ways, pick) => {
        const orders = ways.flatMap(({ conversions }) => conversions.filter(({ kind: what, counts }) => what === "order" && counts));
        const back = orders[pick % Math.max(1, orders.length)];
        const after = ways.map((way) => ({
          ...way,
          conversions: way.conversions.map((each) => (each === back ? { ...each, value: 0n, counts: false } : each)),
        }));
        for (const model of MODEL_IDS) {
          const before = attributionsOf(ways, model).map((list) => list.filter(({ conversion }) => conversion !== back));
          expectSame(attributionsOf(after, model), before);
        }
      }),
      RUNS,
    );
  });
});

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

it("what orders are worth is what was taken less what was paid back, in each currency", PATIENCE, () => {
  fc.assert(
    fc.property(randomFacts, (facts) => {
      const asOf = Math.max(0, ...facts.map(({ at }) => at));
      for (const journey of journeysOf(facts, SHOP, asOf)) {
        const orders = conversionsOf(journey).filter(({ kind: what }) => what === "order");
        const sums = journey.summary.totals.map(({ currency, revenue, refunds, orders: counted }) => {
          const own = orders.filter((each) => each.currency === currency);
          const value = own.reduce((sum, each) => sum + each.value, 0n);
          expect(own.filter(({ counts }) => counts).length).toBe(counted);
          return [currency, formatMoney(value), formatMoney((parseMoney(revenue) ?? 0n) - (parseMoney(refunds) ?? 0n))];
        });
        for (const [, ours, theirs] of sums) expect(ours).toBe(theirs);
        expect(orders.every(({ currency, value }) => value === 0n || sums.some(([code]) => code === currency))).toBe(true);
      }
    }),
    { ...RUNS, numRuns: Math.ceil(RUNS.numRuns / 10) },
  );
});
