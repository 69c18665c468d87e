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

function Returns({ measured, overview }: DrawingProps) {
  const place = (stage: string): number => STAGES.findIndex((known) => known.stage === stage);
  return (
    <g class="returns">
      {overview.movesBack.map(({ from, to }) => {
        const [start, end] = [measured.points[place(from)], measured.points[place(to)]];
        if (start === undefined || end === undefined || start.x <= end.x) return null;
        const shift = { from: { ...start, x: start.x - 8, y: start.y + 10 }, to: { ...end, x: end.x + 14, y: end.y + 14 } };
        return <path key={`${from} ${to}`} class={stageClass(to)} marker-end="url(#arrow)" d={drawReturn(shift.from, shift.to, 58)} />;
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
      <marker id="arrow" viewBox="0 0 8 8" refX="4" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse">
        <path d="M 1 1 L 6 4 L 1 7" class="arrow-head" />
      </marker>
    </defs>
  );
}

function Drawing({ measured, overview }: DrawingProps) {
  const [first, second] = measured.points;
  if (first === undefined || second === undefined) return null;
  const isUpright = second.y - first.y > Math.abs(second.x - first.x);
  const widest = isUpright ? 26 : 46;
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
      {!isUpright && <Returns measured={measured} overview={overview} />}
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
