import type { MilestoneStory } from "../answers.js";
import { usePage } from "../context.js";
import { StageChip, stageClass } from "../stage-name.js";
import { Clock, Moment } from "../time.js";
import { fill, nameIn } from "../words/words.js";
import { Evidence } from "./evidence.js";
import type { Happening } from "./timeline.js";

const isTime = (text: string): boolean => /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) && !Number.isNaN(Date.parse(text));

/** What belongs to a milestone, in a line: lead magnet, order, rating, promised and actual time. */
function Attributes({ milestone }: { readonly milestone: MilestoneStory }) {
  const { words, format } = usePage();
  const { total, currency, ...others } = milestone.attributes;
  const shown = Object.entries(others).filter(
    ([name, value]) => Object.hasOwn(words.attributes, name) && value !== null && typeof value !== "object",
  );
  const amount =
    typeof currency === "string" && (typeof total === "string" || typeof total === "number") ? format.money(String(total), currency) : null;
  if (shown.length === 0 && amount === null) return null;
  return (
    <p class="attributes">
      {shown.map(([name, value]) => (
        <span key={name}>
          <span class="quiet">{nameIn(words.attributes, name)}</span>{" "}
          {isTime(String(value)) ? format.dayAndTime(String(value)) : String(value)}
        </span>
      ))}
      {amount !== null && <span class="money">{amount}</span>}
    </p>
  );
}

interface HappeningProps<Kind extends Happening["kind"]> {
  readonly happening: Happening & { readonly kind: Kind };
  /** Within a session, whose day is told above. */
  readonly isWithin: boolean;
  readonly isChanged: boolean;
}

function StageEntry({ happening, isWithin, isChanged }: HappeningProps<"stage">) {
  const { words, language } = usePage();
  const { entry, milestone } = happening;
  const reason = language === "en" ? entry.reason : nameIn(words.reasons, entry.milestone);
  return (
    <li class={`happening entry ${stageClass(entry.stage)} ${entry.direction}${isChanged ? " changed" : ""}`} data-entry={entry.sequence}>
      <div class="entry-head">
        <StageChip stage={entry.stage} step={entry.step} />
        {entry.direction === "back" && (
          <span class="moved-back">
            <span aria-hidden="true">↩ </span>
            {fill(words.movedBack, { place: nameIn(words.stages, entry.stage) })}
          </span>
        )}
        <span class="when">{isWithin ? <Clock at={entry.enteredAt} /> : <Moment at={entry.enteredAt} />}</span>
      </div>
      <p class="reason">{reason}</p>
      {milestone !== null && <Attributes milestone={milestone} />}
      <Evidence event={entry.evidence} rule={`${entry.rule} (v${entry.modelVersion})`} />
    </li>
  );
}

/** One line of the timeline. */
export function HappeningItem({ happening, isWithin, isChanged }: HappeningProps<Happening["kind"]>) {
  const { words } = usePage();
  if (happening.kind === "stage") return <StageEntry happening={happening} isWithin={isWithin} isChanged={isChanged} />;
  const isMilestone = happening.kind === "milestone";
  const title = isMilestone
    ? nameIn(words.milestones, happening.milestone.milestone)
    : nameIn(words.touchpoints, happening.touchpoint.kind);
  const evidence = isMilestone ? happening.milestone.evidence : happening.touchpoint.evidence;
  const detail = isMilestone ? [] : [happening.touchpoint.source, happening.touchpoint.campaign].filter((text) => text !== null);
  return (
    <li class={`happening ${happening.kind}${isChanged ? " changed" : ""}`}>
      <div class="entry-head">
        <span class="title">{title}</span>
        {detail.length > 0 && <span class="quiet">{detail.join(" · ")}</span>}
        <span class="when">{isWithin ? <Clock at={happening.at} /> : <Moment at={happening.at} />}</span>
      </div>
      {isMilestone && <Attributes milestone={happening.milestone} />}
      <Evidence event={evidence} rule={isMilestone ? happening.milestone.rule : happening.touchpoint.kind} />
    </li>
  );
}
