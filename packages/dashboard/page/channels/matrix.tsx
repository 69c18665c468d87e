import type { ChannelReport } from "../../src/channels/channel-report.js";
import type { Site, Wire } from "../answers.js";
import { usePage } from "../context.js";
import { ScrollFrame } from "../report/scroll-frame.js";
import { useWords } from "../words/define-words.js";
import { nameIn } from "../words/words.js";
import { isMoney, MEASURES, type Measure, MODEL_IDS, type ModelId, measureOf } from "./measures.js";
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
  const { words, format } = usePage();
  const say = useWords(CHANNELS);
  const write = (value: string): string => (isMoney(measure) ? format.money(value, site.currency) : format.decimal(value));
  const creditOf = (line: MatrixProps["report"]["lines"][number], model: ModelId) => measureOf(line, measure, model, site.currency);
  const most = (model: ModelId): number => Math.max(1e-9, ...report.lines.map((line) => Number(creditOf(line, model) ?? 0)));
  const nameOf = (channel: string): string => (channel === UNATTRIBUTED ? say.unattributed : nameIn(words.channels, channel));
  if (report.lines.length === 0) return <p class="nobody quiet">{say.nothing}</p>;
  return (
    <ScrollFrame class="table-frame" label={say.matrixTitle}>
      <table class="report-table matrix">
        <caption class="unseen">
          {say.matrixTitle}: {say.measures[measure]}
        </caption>
        <thead>
          <tr>
            <th scope="col">{say.channel}</th>
            <th scope="col" class="right">
              {say.visits}
            </th>
            <th scope="col" class="right">
              {say.people}
            </th>
            {MODEL_IDS.map((model) => (
              <th key={model} scope="col" class="right">
                {say.models[model]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.lines.map((line) => (
            <tr key={line.channel} data-channel={line.channel}>
              <th scope="row">{nameOf(line.channel)}</th>
              <td class="right">{format.count(line.visits)}</td>
              <td class="right">{format.count(line.people)}</td>
              {MODEL_IDS.map((model) => {
                const value = creditOf(line, model);
                return (
                  <td key={model} class="right measured">
                    {value === null ? <span class="nothing">–</span> : write(value)}
                    <span class="measure-bar" aria-hidden="true" style={{ width: `${(Number(value ?? 0) / most(model)) * 100}%` }} />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollFrame>
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
