import { expect, it } from "vitest";
import { MODELS } from "../src/index.js";
import {
  addsToCart,
  answersNps,
  arrives,
  books,
  buysEntryOffer,
  checksOut,
  type Deed,
  isCancelled,
  isDelivered,
  isRefunded,
  isShipped,
  leavesContact,
  looksAtProduct,
  orders,
  reads,
  recommends,
  reviewsWith,
  tell,
  unsubscribes,
  waits,
} from "./deeds.js";
import { DAY, journeyAfter } from "./story.js";

const buys = [arrives, reads, looksAtProduct, leavesContact, books, addsToCart, checksOut, orders("A1")];

/** People of whom one comes to each step and one is moved by each rule; they are looked at 8 days after the last deed. */
const WITNESSES: Readonly<Record<string, readonly Deed[]>> = {
  "buys again and recommends the shop": [
    ...buys,
    isShipped("A1"),
    isDelivered("A1", "kept"),
    answersNps(9),
    orders("A2"),
    reviewsWith(5),
    recommends,
  ],
  "gets the parcel late": [...buys, isDelivered("A1", "missed")],
  "gets one parcel in time and one late": [
    ...buys,
    isDelivered("A1", "kept"),
    buysEntryOffer("T1"),
    isCancelled("T1"),
    reviewsWith(1),
    orders("A2"),
    reviewsWith(1),
    isDelivered("A2", "missed"),
  ],
  "buys more the second time": [arrives, orders("A1"), orders("A2", 2_000_000)],
  "gets a parcel that nobody had promised a date for, is glad, then not": [...buys, isDelivered("A1"), answersNps(10), answersNps(3)],
  "cancels the only order": [...buys, isCancelled("A1")],
  "gets the money back": [...buys, isRefunded("A1")],
  "leaves a cart behind": [arrives, addsToCart],
  "wants no more e-mail": [arrives, leavesContact, unsubscribes],
  "never comes back": [arrives, reads, leavesContact, waits(181 * DAY), arrives],
};

/** Rules of a model that some story fired, such as `step:lead` and `back:unsubscribed`. */
const fired = new Map(MODELS.map((model) => [model.id, new Set<string>()]));
for (const deeds of Object.values(WITNESSES))
  for (const { model, entries } of journeyAfter(tell(...deeds), 8 * DAY).standings)
    for (const entry of entries) fired.get(model.id)?.add(entry.rule);

it.each(MODELS.map((model) => [model.id, model] as const))(
  "in %s, somebody comes to every step and is moved by every rule",
  (id, { stages, back }) => {
    const steps = stages.flatMap((stage) => stage.steps.map((step) => `step:${step.id}`));
    const rules = back.map((rule) => `back:${rule.id}`);
    expect([...(fired.get(id) ?? [])].sort()).toEqual([...steps, ...rules].sort());
  },
);
