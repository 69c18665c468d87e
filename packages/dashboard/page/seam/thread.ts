/** A point of the drawing, in CSS pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where the thread passes, and how wide its ribbon is there. */
export interface Station extends Point {
  readonly width: number;
}

/** How far the thread sways between two stations, in pixels. */
const SWAY = 9;

const round = (value: number): number => Math.round(value * 10) / 10;
const pair = (x: number, y: number): string => `${round(x)} ${round(y)}`;

/** One stretch of a line that runs beside the thread: `side` -1, 0 or 1 times half the ribbon's width. */
function curve(from: Station, to: Station, side: number, isUpright: boolean, backwards: boolean): string {
  const along = isUpright ? to.y - from.y : to.x - from.x;
  const place = (station: Station, reach: number, sway: number): string => {
    const across = sway + (side * station.width) / 2;
    return isUpright ? pair(station.x + across, station.y + reach) : pair(station.x + reach, station.y + across);
  };
  const leaving = place(from, along / 3, -SWAY);
  const arriving = place(to, -along / 3, SWAY);
  return backwards ? `C ${arriving} ${leaving} ${place(from, 0, 0)}` : `C ${leaving} ${arriving} ${place(to, 0, 0)}`;
}

const start = (station: Station, side: number, isUpright: boolean): string => {
  const across = (side * station.width) / 2;
  return isUpright ? pair(station.x + across, station.y) : pair(station.x, station.y + across);
};

const isUpright = (stations: readonly Station[]): boolean => {
  const [first, second] = stations;
  return first !== undefined && second !== undefined && Math.abs(second.y - first.y) > Math.abs(second.x - first.x);
};

const stretches = (stations: readonly Station[]): (readonly [Station, Station])[] =>
  stations.slice(1).flatMap((to, index) => {
    const from = stations[index];
    return from === undefined ? [] : [[from, to] as const];
  });

/** The thread itself: one smooth line through every station, as SVG path data. */
export function drawThread(stations: readonly Station[]): string {
  const [first] = stations;
  if (first === undefined) return "";
  const upright = isUpright(stations);
  return [`M ${pair(first.x, first.y)}`, ...stretches(stations).map(([from, to]) => curve(from, to, 0, upright, false))].join(" ");
}

/** The ribbon around the thread: as wide at every station as it is told, round where it begins. */
export function drawRibbon(stations: readonly Station[]): string {
  const [first] = stations;
  const last = stations.at(-1);
  if (first === undefined || last === undefined) return "";
  const upright = isUpright(stations);
  const there = stretches(stations);
  const radius = round(first.width / 2);
  return [
    `M ${start(first, -1, upright)}`,
    ...there.map(([from, to]) => curve(from, to, -1, upright, false)),
    `L ${start(last, 1, upright)}`,
    ...there.toReversed().map(([from, to]) => curve(from, to, 1, upright, true)),
    `A ${radius} ${radius} 0 0 ${upright ? 0 : 1} ${start(first, -1, upright)}`,
    "Z",
  ].join(" ");
}

/** A way back below the thread, from one station to an earlier one; `depth` is how far it hangs, in pixels. */
export function drawReturn(from: Point, to: Point, depth: number): string {
  const low = Math.max(from.y, to.y) + depth;
  return `M ${pair(from.x, from.y)} C ${pair(from.x - 10, low)} ${pair(to.x + 10, low)} ${pair(to.x, to.y)}`;
}

/** Width of the ribbon for a share of people: in proportion, but never so thin that it cannot be seen. */
export const ribbonWidth = (part: number, whole: number, widest: number): number =>
  whole > 0 ? Math.max(part > 0 ? 4 : 0, (part / whole) * widest) : 0;
