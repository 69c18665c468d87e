import type { Lag } from "@waystitch/store";

/** One line for people on stdout. */
export const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** How far stitching is behind, in words. */
export const describeLag = ({ visitors, seconds }: Lag): string =>
  visitors === 0 ? "Nothing waits to be stitched." : `${visitors} visitors wait to be stitched, the first for ${seconds.toFixed(1)} s.`;
