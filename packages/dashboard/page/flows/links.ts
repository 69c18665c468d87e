import type { StageWay } from "@waystitch/store";

/** A stage as the n-th one that people entered; `n` from 0. */
export interface FlowNode {
  readonly id: string;
  readonly step: number;
  readonly stage: string;
  readonly people: number;
}

/** People who went from one node to the next. */
export interface FlowLink {
  readonly source: string;
  readonly target: string;
  readonly from: string;
  readonly to: string;
  readonly people: number;
  readonly isBack: boolean;
}

export interface Flow {
  readonly nodes: readonly FlowNode[];
  readonly links: readonly FlowLink[];
}

const idOf = (step: number, stage: string): string => `${step} ${stage}`;

/**
 * Lays ways side by side: a column for the first stage people entered, one for the second, and so on, so that moves back lead to the right
 * as well and nothing runs in a circle.
 * @param order the model's stages, first to last: which moves lead back
 * @param columns how many columns at most
 */
export function deriveFlow(ways: readonly StageWay[], order: readonly string[], columns: number): Flow {
  const nodes = new Map<string, FlowNode>();
  const links = new Map<string, FlowLink>();
  for (const { way, people } of ways) {
    way.slice(0, columns).forEach((stage, step) => {
      const id = idOf(step, stage);
      nodes.set(id, { id, step, stage, people: (nodes.get(id)?.people ?? 0) + people });
      const from = step === 0 ? undefined : way[step - 1];
      if (from === undefined) return;
      const source = idOf(step - 1, from);
      const key = `${source} ${id}`;
      const isBack = order.indexOf(stage) < order.indexOf(from);
      links.set(key, { source, target: id, from, to: stage, people: (links.get(key)?.people ?? 0) + people, isBack });
    });
  }
  const place = ({ step, stage }: FlowNode): number => step * 100 + order.indexOf(stage);
  return { nodes: [...nodes.values()].sort((a, b) => place(a) - place(b)), links: [...links.values()] };
}
