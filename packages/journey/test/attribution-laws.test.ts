import { randomFacts } from "@waystitch/testbed/facts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ATTRIBUTION_MODELS,
  type Attribution,
  attributionsOf,
  conversionsOf,
  creditsByRule,
  formatMoney,
  journeysOf,
  parseMoney,
  pathsOf,
  removalEffectsOf,
  shapleyValuesOf,
  shapleyWeightsOf,
  smallestOf,
  type Way,
} from "../src/index.js";
import { BEGIN, happening, inOrder, lookBackDays, moment, order, people, person, toLead, toOrder, vietnam } from "./attribution-people.js";
import { expectSame, PATIENCE, RUNS } from "./law-runs.js";
import { DAY, SHOP } from "./story.js";

const MODEL_IDS = ATTRIBUTION_MODELS.map((model) => model.id);
const RULE_IDS = ATTRIBUTION_MODELS.flatMap((model) => (model.basis === "rule" ? [model.id] : []));

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
              const allowed = touchpoints.filter(({ kind: what, sessionId, occurredAt }) => {
                const before = conversion.occurredAt - occurredAt;
                const brings = !["contact_click", "delivery", "support"].includes(what) && !(what === "chat" && sessionId !== null);
                return before >= 0 && before <= days * DAY && brings;
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
