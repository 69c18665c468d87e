/** The colours of the page as they are now, light or dark, for what is drawn outside of the style sheets. */
export interface Colours {
  readonly ink: string;
  readonly faint: string;
  readonly line: string;
  readonly card: string;
  readonly warn: string;
  of(stage: string): string;
  /** Colours that tell lines apart which are no stages; the first eight differ. */
  at(index: number): string;
}

const STAGES: Readonly<Record<string, string>> = { Attract: "--attract", Convert: "--convert", Close: "--close", Delight: "--delight" };
const SERIES = ["--attract", "--convert", "--close", "--delight", "--ink-3", "--warn", "--series-7", "--series-8"];

/** Reads the colours from the style sheets. */
export function readColours(): Colours {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  const at = (index: number): string => read(SERIES[index % SERIES.length] ?? "--ink-3");
  return {
    ink: read("--ink"),
    faint: read("--ink-3"),
    line: read("--line"),
    card: read("--card"),
    warn: read("--warn"),
    at,
    of: (stage) => read(STAGES[stage] ?? "--ink-3"),
  };
}
