import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Point } from "./thread.js";

/** A measured drawing: its size, and where the marked elements stand in it. */
export interface Measured {
  readonly width: number;
  readonly height: number;
  readonly points: readonly Point[];
}

const NOTHING: Measured = { width: 0, height: 0, points: [] };

function measure(frame: HTMLElement): Measured {
  const box = frame.getBoundingClientRect();
  const points = [...frame.querySelectorAll("[data-station]")].map((element) => {
    const place = element.getBoundingClientRect();
    return { x: place.left + place.width / 2 - box.left, y: place.top + place.height / 2 - box.top };
  });
  return { width: box.width, height: box.height, points };
}

const isSame = (a: Measured, b: Measured): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Finds the elements marked `data-station` in a frame, again whenever its size changes or it is drawn anew. */
export function useStations(): readonly [RefObject<HTMLDivElement | null>, Measured] {
  const frame = useRef<HTMLDivElement>(null);
  const [measured, setMeasured] = useState<Measured>(NOTHING);
  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const look = (): void => {
      const now = measure(element);
      setMeasured((before) => (isSame(before, now) ? before : now));
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  });
  return [frame, measured];
}
