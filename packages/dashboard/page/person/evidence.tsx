import type { EvidenceEvent } from "../answers.js";
import { usePage } from "../context.js";
import { nameIn, type Words } from "../words/words.js";

/** Path of an address, as text; the address itself when it is none. */
export function pathOf(url: string): string {
  try {
    return decodeURI(new URL(url).pathname);
  } catch {
    return url;
  }
}

/** What an event is called: its own name, or that of its type. */
const eventName = (words: Words, event: EvidenceEvent): string =>
  event.type === "track" && event.name !== null ? event.name : nameIn(words.eventTypes, event.type);

interface EvidenceProps {
  readonly event: EvidenceEvent | null;
  readonly rule: string;
}

/** The event that proves an entry, folded away. Everything in it is text: nobody knows what an event says. */
export function Evidence({ event, rule }: EvidenceProps) {
  const { words, format } = usePage();
  if (event === null) return <p class="evidence-gone">{words.evidenceGone}</p>;
  const facts: readonly (readonly [string, string])[] = [
    [words.evidenceEvent, eventName(words, event)],
    [words.evidenceTime, format.exactTime(event.occurredAt)],
    [words.evidencePage, [event.pageTitle, event.pageUrl].filter(Boolean).join(" · ") || "–"],
    [words.evidenceSender, event.trusted ? words.byServer : words.byBrowser],
    [words.evidenceRule, rule],
    [words.evidenceId, event.eventId],
    [words.evidenceVisitor, event.visitorId],
  ];
  return (
    <details class="evidence">
      <summary>
        <span class="evidence-word">{words.evidence}</span> <span class="evidence-event">{eventName(words, event)}</span>{" "}
        <time dateTime={event.occurredAt}>{format.time(event.occurredAt)}</time>
        {event.pageUrl !== null && <span class="evidence-page">{pathOf(event.pageUrl)}</span>}
      </summary>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name} class="evidence-fact">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
