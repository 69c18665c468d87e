import type { ComponentChildren } from "preact";
import { STAGES } from "../../src/stages.js";
import type { OverviewAnswer } from "../answers.js";
import { stageClass } from "../stage-name.js";
import { drawReturn, drawRibbon, drawThread, ribbonWidth, type Station } from "./thread.js";
import { type Measured, useStations } from "./use-stations.js";

/** Where the thread ends: past the last station, at the needle. */
function endOf(measured: Measured, isUpright: boolean): Station | null {
  const last = measured.points.at(-1);
  if (last === undefined) return null;
  return isUpright ? { x: last.x, y: measured.height - 34, width: 0 } : { x: measured.width - 52, y: last.y, width: 0 };
}

/** A needle that points the way people go. */
function Needle({ at, isUpright }: { readonly at: Station; readonly isUpright: boolean }) {
  return (
    <g class="needle" transform={`translate(${at.x} ${at.y}) rotate(${isUpright ? 90 : 0})`}>
      <path d="M -4 0 C -4 -4.2 2 -4.6 8 -4 L 50 0 L 8 4 C 2 4.6 -4 4.2 -4 0 Z" />
      <path class="needle-eye" d="M 0 0 C 0 -1.6 3 -1.8 9 -1.3 L 9 1.3 C 3 1.8 0 1.6 0 0 Z" />
    </g>
  );
}

interface DrawingProps {
  readonly measured: Measured;
  readonly overview: OverviewAnswer;
}

/** Moves back, as dotted arcs below the ribbon that end in a tip. */
function Returns({ stations, overview }: { readonly stations: readonly Station[]; readonly overview: OverviewAnswer }) {
  const place = (stage: string): number => STAGES.findIndex((known) => known.stage === stage);
  return (
    <g class="returns">
      {overview.movesBack.map(({ from, to }) => {
        const [start, end] = [stations[place(from)], stations[place(to)]];
        if (start === undefined || end === undefined || start.x <= end.x) return null;
        const begin = { x: start.x - 6, y: start.y + start.width / 2 + 3 };
        const tip = { x: end.x + 16, y: end.y + end.width / 2 + 5 };
        const depth = 18 + 8 * (place(from) - place(to));
        return (
          <g key={`${from} ${to}`} class={stageClass(to)}>
            <path d={drawReturn(begin, tip, depth)} />
            <path class="return-tip" d={`M ${tip.x - 4} ${tip.y + 5} L ${tip.x} ${tip.y} L ${tip.x + 5} ${tip.y + 4}`} />
          </g>
        );
      })}
    </g>
  );
}

/** Colours of the thread along its way. */
function Gradient({ isUpright }: { readonly isUpright: boolean }) {
  return (
    <defs>
      <linearGradient id="thread" gradientUnits="objectBoundingBox" x1="0" y1="0" x2={isUpright ? "0" : "1"} y2={isUpright ? "1" : "0"}>
        {STAGES.map(({ stage }, index) => (
          <stop key={stage} class={stageClass(stage)} offset={`${index * 27 + 4}%`} />
        ))}
      </linearGradient>
    </defs>
  );
}

function Drawing({ measured, overview }: DrawingProps) {
  const [first, second] = measured.points;
  if (first === undefined || second === undefined) return null;
  const isUpright = second.y - first.y > Math.abs(second.x - first.x);
  const widest = isUpright ? 30 : 60;
  const stations = measured.points.map((point, index): Station => {
    const reached = overview.stages[index]?.reached ?? 0;
    return { ...point, width: ribbonWidth(reached, overview.people, widest) };
  });
  const end = endOf(measured, isUpright);
  const line = end === null ? stations : [...stations, end];
  // A box of no height has no gradient: a straight line would vanish; the sway keeps it one pixel high at least.
  return (
    <svg class="seam-drawing" width={measured.width} height={measured.height} aria-hidden="true">
      <Gradient isUpright={isUpright} />
      <path class="ribbon" d={drawRibbon(line)} fill="url(#thread)" />
      {!isUpright && <Returns stations={stations} overview={overview} />}
      <path class="thread" d={drawThread(line)} stroke="url(#thread)" />
      {end !== null && <Needle at={end} isUpright={isUpright} />}
    </svg>
  );
}

/** The four stages as one seam: a ribbon as wide as the number of people who came that far, stitched with one thread. */
export function Seam({ overview, children }: { readonly overview: OverviewAnswer; readonly children: ComponentChildren }) {
  const [frame, measured] = useStations();
  return (
    <div class="seam" ref={frame}>
      <Drawing measured={measured} overview={overview} />
      <ol class="stages">{children}</ol>
    </div>
  );
}
