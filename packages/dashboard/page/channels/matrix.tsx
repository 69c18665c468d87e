import type { ChannelReport } from "../../src/channels/channel-report.js";
import type { Site, Wire } from "../answers.js";
import { usePage } from "../context.js";
import { useWords } from "../words/define-words.js";
import { nameIn } from "../words/words.js";
import { MatrixTable } from "./matrix-table.js";
import { MEASURES, type Measure, MODEL_IDS, measureOf } from "./measures.js";
import { CHANNELS } from "./words.js";

/** What the whole of a channel has that met nobody. */
const UNATTRIBUTED = "Unattributed";

interface MatrixProps {
  readonly site: Site;
  readonly report: Wire<ChannelReport>;
  readonly measure: Measure;
}

/** Channels down, attribution models across. */
export function Matrix({ site, report, measure }: MatrixProps) {
  const { words } = usePage();
  const say = useWords(CHANNELS);
  const { currency } = site;
  if (report.lines.length === 0) return <p class="nobody quiet">{say.nothing}</p>;
  const lines = report.lines.map((line) => ({
    id: line.channel,
    name: line.channel === UNATTRIBUTED ? say.unattributed : nameIn(words.channels, line.channel),
    visits: line.visits,
    people: line.people,
    values: MODEL_IDS.map((model) => measureOf(line, measure, model, currency)),
  }));
  return (
    <MatrixTable title={say.matrixTitle} subject={say.channel} measure={measure} models={MODEL_IDS} lines={lines} currency={currency} />
  );
}

interface MeasureChoiceProps {
  readonly measure: Measure;
  choose(measure: Measure): void;
}

/** What the matrix compares. */
export function MeasureChoice({ measure, choose }: MeasureChoiceProps) {
  const say = useWords(CHANNELS);
  return (
    <fieldset class="choice">
      <legend class="unseen">{say.measure}</legend>
      {MEASURES.map((each) => (
        <button key={each} type="button" aria-pressed={each === measure} onClick={() => choose(each)}>
          {say.measures[each]}
        </button>
      ))}
    </fieldset>
  );
}
