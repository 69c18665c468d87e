import { type AttributeKind, MILESTONE_ATTRIBUTES } from "../attributes.js";
import { MILESTONES, type MilestoneName } from "../milestone.js";
import type { Condition, Trigger } from "../model.js";
import { adviseOn, complain, isOf, quote, type Reading, readBoolean, readNumber, readRecord, readText, type Spot } from "./reader.js";

const MAX_VALUE = 200;
const TESTS = ["equals", "atLeast", "exists"] as const;

function readMilestone(reading: Reading, spot: Spot | undefined): MilestoneName | undefined {
  if (!isOf(reading, spot, "string")) return undefined;
  const name = String(spot.node.value);
  const milestone = MILESTONES.find((known) => known === name);
  if (milestone === undefined) complain(reading, spot, `${quote(name)} is no milestone; ${adviseOn(reading, name, MILESTONES)}`);
  return milestone;
}

/** What an attribute of a milestone holds, or `undefined` when either is not known. */
function readAttribute(reading: Reading, spot: Spot | undefined, milestone: MilestoneName | undefined): AttributeKind | undefined {
  if (!isOf(reading, spot, "string") || milestone === undefined) return undefined;
  const name = String(spot.node.value);
  const attributes = new Map(Object.entries(MILESTONE_ATTRIBUTES[milestone]));
  if (attributes.size === 0) complain(reading, spot, `"${milestone}" carries no attributes; leave "where" out`);
  else if (!attributes.has(name))
    complain(reading, spot, `"${milestone}" carries no attribute ${quote(name)}; ${adviseOn(reading, name, [...attributes.keys()])}`);
  return attributes.get(name);
}

/** What `equals` must be for an attribute: amounts and times are text. */
const JSON_TYPE: Readonly<Record<AttributeKind, "string" | "number" | "boolean">> = {
  text: "string",
  amount: "string",
  time: "string",
  number: "number",
  "yes or no": "boolean",
};

function readEquals(reading: Reading, spot: Spot, kind: AttributeKind | undefined): string | number | boolean | undefined {
  const { type } = spot.node;
  if (kind !== undefined && !isOf(reading, spot, JSON_TYPE[kind])) return undefined;
  if (type === "number") return readNumber(reading, spot);
  return type === "boolean" ? readBoolean(reading, spot) : readText(reading, spot, MAX_VALUE);
}

function readCondition(reading: Reading, spot: Spot | undefined, milestone: MilestoneName | undefined): Condition | undefined {
  if (spot === undefined) return undefined;
  const fields = readRecord(reading, spot, ["attribute"], TESTS);
  const kind = readAttribute(reading, fields.get("attribute"), milestone);
  const [equals, atLeast, exists] = TESTS.map((test) => fields.get(test));
  const asked = [equals, atLeast, exists].filter((test) => test !== undefined);
  if (asked.length > 1) complain(reading, spot, `ask for one of ${TESTS.join(", ")}, not for ${asked.length}`);
  if (asked.length === 0 && spot.node.type === "object" && !reading.isTorn)
    complain(reading, spot, `say what the attribute must be, with one of ${TESTS.join(", ")}`);
  if (atLeast !== undefined && kind !== undefined && kind !== "number") {
    const why = kind === "amount" ? ": amounts of different currencies do not compare" : "";
    complain(reading, atLeast, `only a number can be "at least"; this attribute holds ${kind}${why}`);
  }
  const test = {
    equals: equals && readEquals(reading, equals, kind),
    atLeast: readNumber(reading, atLeast),
    exists: readBoolean(reading, exists),
  };
  const given = Object.fromEntries(Object.entries(test).filter(([, value]) => value !== undefined));
  return { attribute: String(fields.get("attribute")?.node.value), ...given };
}

/** A milestone with its condition; `undefined` when it names no milestone. */
export function readTrigger(reading: Reading, spot: Spot | undefined): Trigger | undefined {
  const fields = readRecord(reading, spot, ["milestone"], ["where"]);
  const milestone = readMilestone(reading, fields.get("milestone"));
  const where = readCondition(reading, fields.get("where"), milestone);
  if (milestone === undefined) return undefined;
  return where === undefined ? { milestone } : { milestone, where };
}
