import { usePage } from "../context.js";
import { ScrollFrame } from "../report/scroll-frame.js";
import { useWords } from "../words/define-words.js";
import { isMoney, type Measure, type ModelId } from "./measures.js";
import { MODEL_NAMES } from "./model-words.js";
import { CHANNELS } from "./words.js";

/** One line: who or what it is, and a decimal string for each model, or `null` for none. */
export interface MatrixLine {
  readonly id: string;
  readonly name: string;
  /** What stands small below the name. */
  readonly below?: string | null;
  readonly visits: number;
  readonly people: number;
  readonly cost?: string | null;
  readonly values: readonly (string | null)[];
}

interface MatrixTableProps {
  readonly title: string;
  /** What the lines are. */
  readonly subject: string;
  readonly measure: Measure;
  readonly models: readonly ModelId[];
  readonly lines: readonly MatrixLine[];
  /** Of all that is money. */
  readonly currency: string;
  /** True shows what each line cost. */
  readonly hasCost?: boolean;
}

/** Lines down, attribution models across; a bar compares within its column. */
export function MatrixTable({ title, subject, measure, models, lines, currency, hasCost = false }: MatrixTableProps) {
  const { format } = usePage();
  const say = useWords(CHANNELS);
  const names = useWords(MODEL_NAMES);
  const money = (value: string): string => format.money(value, currency);
  const write = isMoney(measure) ? money : format.decimal;
  const most = models.map((_, place) => Math.max(1e-9, ...lines.map(({ values }) => Number(values[place] ?? 0))));
  const numbers = [say.visits, say.people, ...(hasCost ? [say.cost] : []), ...models.map((model) => names[model])];
  return (
    <ScrollFrame class="table-frame" label={title}>
      <table class="report-table matrix">
        <caption class="unseen">
          {title}: {say.measures[measure]}
        </caption>
        <thead>
          <tr>
            <th scope="col">{subject}</th>
            {numbers.map((name) => (
              <th key={name} scope="col" class="right">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ id, name, below = null, visits, people, cost = null, values }) => (
            <tr key={id} data-line={id}>
              <th scope="row">
                {name}
                {below !== null && <span class="below quiet">{below}</span>}
              </th>
              <td class="right">{format.count(visits)}</td>
              <td class="right">{format.count(people)}</td>
              {hasCost && <td class="right">{cost === null ? <span class="nothing">–</span> : money(cost)}</td>}
              {values.map((value, place) => (
                <td key={models[place]} class="right measured">
                  {value === null ? <span class="nothing">–</span> : write(value)}
                  <span class="measure-bar" aria-hidden="true" style={{ width: `${(Number(value ?? 0) / (most[place] ?? 1)) * 100}%` }} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollFrame>
  );
}
