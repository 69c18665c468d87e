/** Disjoint sets over numbers 0 to size - 1. */
export interface Union {
  join(a: number, b: number): void;
  /** The set's representative: its smallest member, whatever the order of joins. */
  find(item: number): number;
}

export function createUnion(size: number): Union {
  const parent = Array.from({ length: size }, (_, index) => index);
  const find = (item: number): number => {
    let root = item;
    for (let up = parent[root]; up !== undefined && up !== root; up = parent[root]) root = up;
    for (let at = item; at !== root; ) {
      const up = parent[at] ?? root;
      parent[at] = root;
      at = up;
    }
    return root;
  };
  return {
    find,
    join(a, b) {
      const one = find(a);
      const other = find(b);
      if (one < other) parent[other] = one;
      else parent[one] = other;
    },
  };
}
