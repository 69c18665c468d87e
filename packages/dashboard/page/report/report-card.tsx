import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import type { Site } from "../answers.js";
import { usePage } from "../context.js";
import { CardHead } from "../frame/card-head.js";
import { mayExport } from "../roles.js";
import { useWords } from "../words/define-words.js";
import type { WireRow } from "./cell.js";
import { ReportTable } from "./report-table.js";
import { type ReportAnswer, useReport } from "./use-report.js";
import { REPORT } from "./words.js";

type Drawer = "table" | "sql";

interface ToolsProps {
  readonly open: Drawer | null;
  /** Address of the file; `null` for who may not take it. */
  readonly csv: string | null;
  readonly drawerId: string;
  /** The table is what the card shows anyway. */
  readonly hasChart: boolean;
  choose(drawer: Drawer): void;
}

/** The table of a chart, its file and its query. */
function Tools({ open, csv, drawerId, hasChart, choose }: ToolsProps) {
  const words = useWords(REPORT);
  const tool = (drawer: Drawer, label: string) => (
    <button type="button" class="tool" aria-expanded={open === drawer} aria-controls={drawerId} onClick={() => choose(drawer)}>
      {label}
    </button>
  );
  return (
    <div class="tools">
      {hasChart && tool("table", words.asTable)}
      {csv !== null && (
        <a class="tool" href={csv} download>
          CSV
        </a>
      )}
      {tool("sql", words.showSql)}
    </div>
  );
}

interface ReportCardProps<R> {
  readonly site: Site;
  readonly report: string;
  readonly version: number;
  readonly title: string;
  /** What the numbers mean, in a sentence. */
  readonly hint?: string;
  /** What is drawn; without it the card shows the table. */
  readonly children?: (answer: ReportAnswer<R>) => ComponentChildren;
}

/** One report with its title and drawing, and below it, when asked for, its table and its SQL. */
export function ReportCard<R>({ site, report, version, title, hint, children }: ReportCardProps<R>) {
  const { words } = usePage();
  const id = useId();
  const [open, setOpen] = useState<Drawer | null>(null);
  const { data, trouble, csv } = useReport<R>(site, report, version);
  const table =
    data === null ? null : (
      // A report's rows are objects of plain values, whatever R calls them.
      <ReportTable columns={data.columns} rows={data.rows as unknown as readonly WireRow[]} currency={site.currency} caption={title} />
    );
  return (
    <section class="card report" aria-labelledby={`${id}-title`} data-report={report}>
      <CardHead id={`${id}-title`} title={title} hint={hint}>
        <Tools
          open={open}
          csv={mayExport(site.role) ? csv : null}
          drawerId={`${id}-drawer`}
          hasChart={children !== undefined}
          choose={(drawer) => setOpen(open === drawer ? null : drawer)}
        />
      </CardHead>
      {data === null && <p class="quiet card-wait">{trouble === null ? `${words.loading}…` : words.failedText}</p>}
      {data !== null && (children === undefined ? table : children(data))}
      <div id={`${id}-drawer`}>
        {open === "table" && table}
        {open === "sql" && data !== null && (
          <pre class="sql">
            <code>{data.sql}</code>
          </pre>
        )}
      </div>
    </section>
  );
}
