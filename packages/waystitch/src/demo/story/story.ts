import { EVENT } from "@waystitch/protocol";
import { DAY, HOUR, MINUTE, timeAfter, timeOn } from "../calendar.js";
import { type Chance, createChance } from "../chance.js";
import { followBuyer, signIn } from "./buyer.js";
import { mistake } from "./mistakes.js";
import { followLead, leaveCart } from "./nurture.js";
import type { Plan } from "./plan.js";
import type { Telling } from "./purchase.js";
import { createRecorder, type Recorder, type StoryEvent } from "./recorder.js";
import { arrive, lookAround } from "./walk.js";
import { FIRST_WAYS, type FirstWay, WAYS_BACK } from "./ways.js";
import { robotAgent, whoIs } from "./who.js";

/** Of everybody who comes, so many in a thousand are programs, send something wrong, or lend the browser to somebody else. */
const ROBOTS = 0.008;
const MISTAKEN = 0.004;
const SHARED = 0.002;

/** One person's events in order of time. */
export interface Story {
  readonly isRobot: boolean;
  readonly events: readonly StoryEvent[];
}

function tellRobot({ recorder, who, chance }: Telling, at: number, way: FirstWay): void {
  const robot = { ...who.first, userAgent: robotAgent(chance) };
  const walk = arrive(recorder, robot, at, { id: way.id, share: 1, landing: "home" }, chance);
  for (let page = chance.whole(0, 6); page > 0; page--)
    walk.open(chance.pick(["/kinh", "/kinh/may", "/kinh/pho", "/kinh/nang", "/trac-nghiem"]), "Tất cả mẫu kính");
}

/** Somebody of the same household signs in on the same browser, later. */
function shareBrowser(telling: Telling, index: number, way: FirstWay, from: number): void {
  const { plan, recorder, who, chance } = telling;
  signIn(telling, who.first, from + MINUTE, true);
  const other = whoIs(plan.key, index, way, chance, "b");
  const later = from + 3 * DAY;
  signIn({ ...telling, who: other }, who.first, later, true);
  const walk = arrive(recorder, who.first, later + MINUTE, { id: "direct", share: 1, landing: "home" }, chance);
  lookAround(walk, 3, chance);
  walk.leave();
}

/** Somebody who leaves no contact: gone after a page, or looking around, once or a few times. */
function tellLooker(telling: Telling, from: number): void {
  const { recorder, who, chance } = telling;
  let at = from;
  for (let visit = chance.pick([0, 0, 0, 0, 1, 1, 2]); visit > 0; visit--) {
    at = timeAfter(at, chance.wait(4), chance);
    const walk = arrive(recorder, who.first, at, chance.share(WAYS_BACK), chance);
    lookAround(walk, chance.whole(0, 4), chance);
    walk.leave();
  }
  if (chance.happens(0.02)) recorder.track(who.first, from + 2 * MINUTE, EVENT.chatStarted, { channel: "zalo" });
  if (chance.happens(0.09)) leaveCart(telling, who.first, timeAfter(at, chance.between(0, 2), chance), 0.3);
}

function tellPerson(telling: Telling, at: number, way: FirstWay, index: number): void {
  const { recorder, who, chance, plan } = telling;
  const buys = chance.happens(way.buy);
  const leads = chance.happens(buys ? 0.8 : way.lead);
  const walk = arrive(recorder, who.first, at, way, chance);
  const bounces = !buys && !leads && chance.happens(way.bounce);
  if (!bounces) lookAround(walk, chance.whole(1, leads ? 5 : 6), chance);
  if (leads) walk.leaveContact(who, chance.happens(way.landing === "quiz" ? 0.85 : 0.55) ? "quiz" : "newsletter");
  walk.leave();
  const from = walk.at();
  if (chance.happens(MISTAKEN)) mistake(recorder, who.first, from, chance);
  if (buys) followBuyer(telling, from, leads);
  else if (leads) followLead(telling, from, plan.until);
  else if (!bounces && chance.happens(SHARED * 2)) shareBrowser(telling, index, way, from + HOUR);
  else if (!bounces) tellLooker(telling, from);
}

function begin(
  plan: Plan,
  index: number,
): { readonly telling: Telling; readonly way: FirstWay; readonly at: number; readonly chance: Chance } {
  const chance = createChance(`${plan.key}/${index}`);
  const way = chance.share(FIRST_WAYS);
  const at = timeOn(chance.share(plan.arrivals).day, chance);
  const recorder: Recorder = createRecorder(`${plan.key}-${index.toString(36)}`);
  return { telling: { plan, recorder, who: whoIs(plan.key, index, way, chance), chance }, way, at, chance };
}

/** The story of one person of a run: the same each time, whoever else there is. */
export function tellStory(plan: Plan, index: number): Story {
  const { telling, way, at, chance } = begin(plan, index);
  const isRobot = chance.happens(ROBOTS);
  if (isRobot) tellRobot(telling, at, way);
  else tellPerson(telling, at, way, index);
  return { isRobot, events: telling.recorder.until(plan.until) };
}

/** Everybody's stories, one after the other; none is kept. */
export function* tellStories(plan: Plan): Generator<Story> {
  for (let index = 0; index < plan.people; index++) yield tellStory(plan, index);
}
