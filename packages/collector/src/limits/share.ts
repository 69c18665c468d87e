/** Lets each owner hold only a part of the places that there are, so that one who takes all it can get leaves some for others. */
export interface Share {
  /** False when the owner has its part already; else `leave` gives the place back. */
  enter(owner: string): boolean;
  leave(owner: string): void;
}

/** @param most places of one owner */
export function createShare(most: number): Share {
  const held = new Map<string, number>();
  return {
    enter(owner) {
      const places = held.get(owner) ?? 0;
      if (places >= most) return false;
      held.set(owner, places + 1);
      return true;
    },
    leave(owner) {
      const places = (held.get(owner) ?? 0) - 1;
      if (places > 0) held.set(owner, places);
      else held.delete(owner);
    },
  };
}
