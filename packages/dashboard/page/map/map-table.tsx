import type { ComponentChildren } from "preact";
import { usePage } from "../context.js";
import type { ChosenModel } from "../models/use-models.js";
import { ScrollFrame } from "../report/scroll-frame.js";
import { stageClass } from "../stage-name.js";
import { useWords } from "../words/define-words.js";
import { fill, type Names, nameIn } from "../words/words.js";
import { deriveColumn, type Item, type MapColumn, type MapRows } from "./cells.js";
import { MAP } from "./words.js";

const ROWS = ["channels", "touchpoints", "pages", "actions", "satisfaction", "pains", "time"] as const;
type RowName = (typeof ROWS)[number];

/** The most frequent of a kind, each with a bar as long as its part of the first. */
function Items({ items, names }: { readonly items: readonly Item[]; readonly names: Names }) {
  const { format } = usePage();
  const say = useWords(MAP);
  const most = items[0]?.count ?? 1;
  if (items.length === 0) return <span class="quiet">{say.nothing}</span>;
  return (
    <ul class="map-items">
      {items.map(({ name, count }) => (
        <li key={name}>
          <span class="map-item">{nameIn(names, name)}</span> <span class="map-count">{format.count(count)}</span>
          <span class="map-bar" aria-hidden="true" style={{ width: `${(count / most) * 100}%` }} />
        </li>
      ))}
    </ul>
  );
}

function Satisfaction({ column }: { readonly column: MapColumn }) {
  const { format } = usePage();
  const say = useWords(MAP);
  const answers = column.satisfied + column.dissatisfied;
  if (answers === 0) return <span class="quiet">{say.nothing}</span>;
  const share = column.satisfied / answers;
  return (
    <>
      <span class="map-bar whole" aria-hidden="true">
        <span style={{ width: `${share * 100}%` }} />
      </span>
      {fill(say.satisfied, { share: format.share(share, 1) ?? "", count: format.count(answers) })}
    </>
  );
}

function Time({ column: { time } }: { readonly column: MapColumn }) {
  const { format } = usePage();
  const say = useWords(MAP);
  if (time?.median_days == null) return <span class="quiet">{say.nothing}</span>;
  const days = (value: number | null): string => format.decimal(String(value ?? 0));
  return (
    <>
      {fill(say.median, { days: days(time.median_days) })}
      <br />
      <span class="quiet">{fill(say.p90, { days: days(time.p90_days) })}</span>
    </>
  );
}

function MapCell({ row, column }: { readonly row: RowName; readonly column: MapColumn }): ComponentChildren {
  const { words } = usePage();
  if (row === "satisfaction") return <Satisfaction column={column} />;
  if (row === "time") return <Time column={column} />;
  const names = { channels: words.channels, touchpoints: words.touchpoints, pages: {}, actions: words.milestones, pains: words.milestones };
  return <Items items={column[row]} names={names[row]} />;
}

interface MapTableProps {
  readonly chosen: ChosenModel;
  readonly rows: MapRows;
}

/** Stages across; down what happened in each of them. */
export function MapTable({ chosen, rows }: MapTableProps) {
  const say = useWords(MAP);
  const stages = chosen.model?.stages ?? [];
  const columns = stages.map(({ id }) => deriveColumn(rows, id));
  return (
    <ScrollFrame class="map-frame" label={say.caption}>
      <table class="map">
        <caption class="unseen">{say.caption}</caption>
        <thead>
          <tr>
            <td />
            {stages.map(({ id, phase }, index) => (
              <th key={id} scope="col" class={stageClass(chosen.model?.id === "inbound" ? id : "")}>
                <span class="map-number">{index + 1}</span> {chosen.nameOf(id)}
                {phase !== null && <span class="map-phase">{nameIn(say.phases, phase)}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ROWS.map((row) => (
            <tr key={row}>
              <th scope="row">
                {say.rows[row]}
                <span class="map-phase">{say.rowHints[row]}</span>
              </th>
              {columns.map((column, index) => (
                <td key={stages[index]?.id} class={stageClass(chosen.model?.id === "inbound" ? (stages[index]?.id ?? "") : "")}>
                  <MapCell row={row} column={column} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollFrame>
  );
}
