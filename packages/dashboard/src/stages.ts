/**
 * The stages of the default model in their order, each with its steps. The rules that move people stand in
 * `@waystitch/journey`; this is only what the page draws, also where nobody stands yet.
 */
export const STAGES = [
  { stage: "Attract", steps: ["aware", "engaged"] },
  { stage: "Convert", steps: ["lead", "committed"] },
  { stage: "Close", steps: ["cart", "checkout", "customer"] },
  { stage: "Delight", steps: ["served", "repeat", "advocate", "promoter"] },
] as const;

export type StageName = (typeof STAGES)[number]["stage"];

/** True for one of the four stages. */
export const isStageName = (text: string): text is StageName => STAGES.some(({ stage }) => stage === text);
