import type { JourneyLine } from "../answers.js";
import { usePage } from "../context.js";
import { Link } from "../link.js";
import { Patch, shortId } from "../patch.js";
import { MiniSeam } from "../seam/mini-seam.js";
import { StageChip } from "../stage-name.js";
import { Ago, Moment } from "../time.js";
import { fill, nameIn, type Words } from "../words/words.js";
import { linkIdOf } from "./last-opened.js";

/** What to call a person. */
export const nameOf = (words: Words, person: { readonly userId: string | null; readonly personId: string }): string =>
  person.userId ?? fill(words.visitor, { id: shortId(person.personId) });

/** Orders and what lies in the cart. */
function Value({ line }: { readonly line: JourneyLine }) {
  const { words, format } = usePage();
  const hasOrders = line.orders > 0 || Number(line.revenue) > 0;
  if (!hasOrders && !line.openCart) return <span class="nothing">–</span>;
  return (
    <>
      {hasOrders && (
        <span class="money">
          {format.money(line.revenue, line.currency)}{" "}
          <span class="quiet">{line.orders === 1 ? words.order : fill(words.orders, { count: format.count(line.orders) })}</span>
        </span>
      )}
      {line.openCart && (
        <span class={line.abandonedSince === null ? "money cart" : "money cart abandoned"}>
          {fill(words.inCart, { value: format.money(line.openCartValue ?? "0", line.currency) })}
        </span>
      )}
    </>
  );
}

/** Where the person first came from: the channel, and below it the campaign or source. */
function CameFrom({ line }: { readonly line: JourneyLine }) {
  const { words } = usePage();
  const detail = [line.firstSource, line.firstCampaign].filter((text) => text !== null && text !== "").join(" · ");
  return (
    <>
      <span>{line.firstChannel === null ? "–" : nameIn(words.channels, line.firstChannel)}</span>
      {detail !== "" && <span class="detail">{detail}</span>}
    </>
  );
}

interface JourneyRowProps {
  readonly line: JourneyLine;
  readonly isChanged: boolean;
}

/** One person in the list. */
export function JourneyRow({ line, isChanged }: JourneyRowProps) {
  const { words } = usePage();
  return (
    <tr class={isChanged ? "journey changed" : "journey"} data-person={line.personId}>
      <th scope="row">
        <span class="who">
          <Patch id={line.personId} />
          <Link to={{ view: "people", person: line.personId }} class="person-link" id={linkIdOf(line.personId)}>
            {nameOf(words, line)}
          </Link>
          {line.isBot && <span class="robot">{words.robot}</span>}
        </span>
      </th>
      <td class="stands">
        <MiniSeam stage={line.stage} entered={line.stagesEntered} />
        <StageChip stage={line.stage} step={line.step} />
      </td>
      <td class="since" data-label={words.since}>
        <Moment at={line.stageSince} />
      </td>
      <td class="came-from" data-label={words.cameFrom}>
        <CameFrom line={line} />
      </td>
      <td class={line.leadMagnet === null ? "lead-magnet empty" : "lead-magnet"} data-label={words.leadMagnet}>
        {line.leadMagnet ?? <span class="nothing">–</span>}
      </td>
      <td class={line.openCart || line.orders > 0 ? "value" : "value empty"} data-label={words.value}>
        <Value line={line} />
      </td>
      <td class="last-seen" data-label={words.lastSeen}>
        <Ago at={line.lastSeenAt} />
      </td>
    </tr>
  );
}
