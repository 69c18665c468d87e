import type { ValueKind } from "@waystitch/store";
import { useState } from "preact/hooks";
import { usePage } from "../context.js";
import { useWords } from "../words/define-words.js";
import { fill, nameIn } from "../words/words.js";
import { Cell, isNumber, useWriting, type WireRow } from "./cell.js";
import { COLUMNS } from "./column-words.js";
import { ScrollFrame } from "./scroll-frame.js";
import { REPORT } from "./words.js";

const SHOWN = 50;

/** True for what other columns say already: an amount its currency, the person's name their user id. */
const isTold = (name: string, columns: Readonly<Record<string, ValueKind>>): boolean =>
  (name === "user_id" && Object.hasOwn(columns, "person_id")) || (name === "currency" && Object.values(columns).includes("money"));

interface ReportTableProps {
  readonly columns: Readonly<Record<string, ValueKind>>;
  readonly rows: readonly WireRow[];
  /** For money of a row that names no currency of its own. */
  readonly currency: string;
  readonly caption: string;
}

/** Everything that a report answered, the first fifty rows of it until one asks for more. */
export function ReportTable({ columns, rows, currency, caption }: ReportTableProps) {
  const { format } = usePage();
  const words = useWords(REPORT);
  const names = useWords(COLUMNS);
  const writing = useWriting(currency);
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? rows : rows.slice(0, SHOWN);
  const kinds = Object.entries(columns).filter(([name]) => !isTold(name, columns));
  if (rows.length === 0) return <p class="nobody quiet">{words.nothingHere}</p>;
  return (
    <ScrollFrame class="table-frame" label={caption}>
      <table class="report-table">
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            {kinds.map(([name, kind]) => (
              <th key={name} scope="col" class={isNumber(kind) ? "right" : undefined}>
                {nameIn(names, name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row, index) => (
            <tr key={index}>
              {kinds.map(([name, kind]) => (
                <Cell key={name} column={name} kind={kind} row={row} writing={writing} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length < rows.length && (
        <button type="button" class="button small" onClick={() => setWhole(true)}>
          {fill(words.showAllRows, { count: format.count(rows.length) })}
        </button>
      )}
    </ScrollFrame>
  );
}
