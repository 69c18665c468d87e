const SIZE = 5;

/** FNV-1a: a number that is always the same for the same text. */
export function numberOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Which of 5 x 5 cells are stitched: the same pattern for the same id, alike left and right. */
export function patternOf(id: string): readonly (readonly [number, number])[] {
  const bits = numberOf(id);
  const cells: [number, number][] = [];
  for (let row = 0; row < SIZE; row++) {
    for (let column = 0; column < 3; column++) {
      if (((bits >>> (row * 3 + column)) & 1) === 0) continue;
      cells.push([column, row]);
      if (column < 2) cells.push([SIZE - 1 - column, row]);
    }
  }
  return cells;
}

/** A small cross-stitch that lets one tell people apart who have no name. */
export function Patch({ id, size = 28 }: { readonly id: string; readonly size?: number }) {
  return (
    <svg class="patch" width={size} height={size} viewBox="-4 -4 28 28" aria-hidden="true">
      {patternOf(id).map(([column, row]) => (
        <path key={`${column} ${row}`} d={`M ${column * 4 + 0.6} ${row * 4 + 0.6} l 2.8 2.8 m 0 -2.8 l -2.8 2.8`} />
      ))}
    </svg>
  );
}

/** What to call a person: their account, or the first letters of their id. */
export const shortId = (personId: string): string => personId.slice(-20, -15).toUpperCase();
