import { STAGES } from "../../src/stages.js";
import { stageClass } from "../stage-name.js";

const GAP = 17;
const place = (stage: string): number => STAGES.findIndex((known) => known.stage === stage);

interface MiniSeamProps {
  readonly stage: string;
  readonly entered: readonly string[];
}

/** One person's way in small: four stitches, coloured where they passed, pale where they once were, grey where they never were. */
export function MiniSeam({ stage, entered }: MiniSeamProps) {
  const now = place(stage);
  return (
    <svg class="mini-seam" width={GAP * STAGES.length} height="12" aria-hidden="true">
      {STAGES.map((known, index) => (
        <line
          key={known.stage}
          class={`${stageClass(known.stage)} ${entered.includes(known.stage) ? (index <= now ? "passed" : "once") : "ahead"}`}
          x1={index * GAP + 3}
          x2={index * GAP + GAP - 5}
          y1={index % 2 === 0 ? 7.5 : 4.5}
          y2={index % 2 === 0 ? 4.5 : 7.5}
        />
      ))}
    </svg>
  );
}
