/** Spelling without what is easily confused: `Order Completed`, `orderCompleted` and `order_completed` are one. */
const plain = (word: string): string => word.toLowerCase().replace(/[^a-z0-9]/g, "");

/** How many letters must be added, removed or changed to make one word the other. */
function distance(one: string, other: string): number {
  let above = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row++) {
    const line = [row];
    for (let column = 1; column <= other.length; column++) {
      const change = (above[column - 1] ?? 0) + (one[row - 1] === other[column - 1] ? 0 : 1);
      line.push(Math.min(change, (above[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1));
    }
    above = line;
  }
  return above[other.length] ?? 0;
}

/** The name that was probably meant, or `null`. Of names with a slash, such as `Close/cart`, the last part is enough. */
export function probablyMeant(word: string, names: readonly string[]): string | null {
  const written = plain(word);
  if (written === "") return null;
  let least = written.length <= 3 ? 1 : Math.max(2, Math.floor(written.length / 3));
  let meant: string | null = null;
  for (const name of names) {
    if (name.endsWith(`/${word}`)) return name;
    const target = plain(name);
    if (Math.abs(target.length - written.length) > least) continue;
    const apart = distance(written, target);
    if (apart < least || (apart === least && meant === null)) {
      least = apart;
      meant = name;
    }
  }
  return meant;
}
