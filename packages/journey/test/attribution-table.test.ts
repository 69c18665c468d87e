import { randomFacts } from "@waystitch/testbed/facts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type AlikeConversions,
  attributionsOf,
  type ChannelWeights,
  channelCreditsOf,
  conversionsOf,
  conversionTouchesOf,
  countOf,
  creditsByRule,
  creditsByWeights,
  DATA_DRIVEN_IDS,
  journeysOf,
  MOST_TOUCHES,
  marketingKinds,
  type Path,
  pathsOf,
  RULE_IDS,
  weightsFrom,
} from "../src/index.js";
import { channel, people, vietnam } from "./attribution-people.js";
import { orderOf, touches } from "./attribution-story.js";
import { expectSame, PATIENCE, RUNS } from "./law-runs.js";
import { DAY, SHOP } from "./story.js";

const FEWER = { ...RUNS, numRuns: Math.ceil(RUNS.numRuns / 10) };

describe("all rules at once", PATIENCE, () => {
  it("give what each gives by itself, of the value and of the conversion counted as one", () => {
    fc.assert(
      fc.property(randomFacts, (facts) => {
        const asOf = Math.max(0, ...facts.map(({ at }) => at));
        for (const journey of journeysOf(facts, SHOP, asOf)) {
          const way = { touchpoints: journey.touchpoints, conversions: conversionsOf(journey) };
          const counted = { ...way, conversions: way.conversions.map(countOf) };
          const rows = conversionTouchesOf(journey);
          for (const rule of RULE_IDS)
            for (const [part, own] of [
              ["values", way],
              ["shares", counted],
            ] as const)
              expectSame(
                rows.map((row) => [row.conversion.id, row.touch?.sequence ?? null, row.touch?.channel ?? "Unattributed", row[part][rule]]),
                attributionsOf([own], rule).flatMap(([...all]) =>
                  all.flatMap(({ conversion, credits }) => credits.map((c) => [conversion.id, c.touchpoint, c.channel, c.value])),
                ),
              );
        }
      }),
      FEWER,
    );
  });
});

describe("a conversion with very many touchpoints", () => {
  const days = Array.from({ length: MOST_TOUCHES + 10 }, (_, index) => [`C${index}`, MOST_TOUCHES + 10 - index] as const);
  const path = touches(...days);

  it("is shared by the first and the latest of them", () => {
    const credits = creditsByRule(orderOf(500, "VND"), path, "linear");
    expect(credits).toHaveLength(MOST_TOUCHES);
    expect(credits.map((credit) => credit.channel)).toEqual(["C0", ...days.slice(11).map(([name]) => name)]);
    expect(creditsByRule(orderOf(500, "VND"), path.slice(0, MOST_TOUCHES), "linear")).toHaveLength(MOST_TOUCHES);
    expect(creditsByWeights(orderOf(500, "VND"), path, new Map())).toHaveLength(MOST_TOUCHES);
  });
});

describe("fitted models", PATIENCE, () => {
  const times = fc.array(
    fc.record({ channels: fc.array(channel, { minLength: 1, maxLength: 5 }), conversions: fc.nat(3), losses: fc.nat(3) }),
    {
      minLength: 1,
      maxLength: 8,
    },
  );
  /** Equal paths once, with stays left out, as a table gives them. */
  const summed = (paths: readonly Path[]): Path[] => {
    const sums = new Map<string, Path>();
    for (const path of paths) {
      const channels = path.channels.filter((name, index) => name !== path.channels[index - 1]);
      const key = channels.join(">");
      const known = sums.get(key) ?? { channels, conversions: 0, losses: 0 };
      sums.set(key, { channels, conversions: known.conversions + path.conversions, losses: known.losses + path.losses });
    }
    return [...sums.values()];
  };

  it("weigh equal paths that are given once with their sums, and without stays, to the last digit as they are", () => {
    fc.assert(
      fc.property(times, (paths) => {
        for (const model of DATA_DRIVEN_IDS) expectSame([...weightsFrom(summed(paths), model)], [...weightsFrom(paths, model)]);
      }),
      FEWER,
    );
  });

  it("credit a channel with the same when alike conversions are taken together as when each is attributed", () => {
    fc.assert(
      fc.property(people, (ways) => {
        for (const model of DATA_DRIVEN_IDS) {
          const expected = new Map<string, bigint>();
          const actual = new Map<string, bigint>();
          const add = (sums: Map<string, bigint>, key: string, value: bigint) => sums.set(key, (sums.get(key) ?? 0n) + value);
          const alike = new Map<string, { readonly weights: ChannelWeights; group: AlikeConversions }>();
          for (const { conversion, credits } of attributionsOf(ways, model, { periodOf: vietnam }).flat()) {
            for (const credit of credits) add(expected, `${conversion.kind} ${credit.channel} ${credit.currency}`, credit.value);
            const period = vietnam(conversion.occurredAt);
            const channels = [...new Set(credits.filter(({ touchpoint }) => touchpoint !== null).map((credit) => credit.channel))];
            const { kind, value, currency } = conversion;
            const key = `${kind} ${period.from} ${value} ${currency} ${channels}`;
            const weights = weightsFrom(pathsOf(ways, kind, period, 180 * DAY), model);
            const known = alike.get(key)?.group.conversions ?? 0;
            alike.set(key, { weights, group: { kind, value, currency, channels, conversions: known + 1 } });
          }
          let shares = 0n;
          let conversions = 0n;
          for (const { weights, group } of alike.values()) {
            conversions += BigInt(group.conversions);
            for (const credit of channelCreditsOf(group, weights)) {
              add(actual, `${group.kind} ${credit.channel} ${group.currency}`, credit.value);
              shares += credit.share;
            }
          }
          expectSame(new Map([...actual].sort()), new Map([...expected].sort()));
          expect(shares).toBe(conversions * 1_000_000n);
        }
      }),
      FEWER,
    );
  });

  it("leave out what shows service, and chats that began in a visit", () => {
    expect(marketingKinds(false)).toEqual(["session", "call", "store_visit", "email_click", "chat"]);
    expect(marketingKinds(true)).toEqual(["session", "call", "store_visit", "email_click"]);
  });
});
