import type { ChannelWeights } from "./credits.js";
import type { Path } from "./paths.js";

/** How often people went from where to where; channels by their place in the sorted list. */
interface Moves {
  readonly channels: readonly string[];
  readonly first: number[];
  readonly between: number[][];
  readonly converted: number[];
  /** All moves away from a channel, to another, to a conversion or to nothing. */
  readonly away: number[];
}

function movesIn(all: readonly Path[]): Moves {
  const paths = all.filter((path) => path.conversions + path.losses > 0);
  const names = new Set<string>();
  for (const path of paths) for (const channel of path.channels) names.add(channel);
  const channels = [...names].sort();
  const places = new Map(channels.map((channel, place) => [channel, place]));
  const zeros = (): number[] => channels.map(() => 0);
  const moves: Moves = { channels, first: zeros(), between: channels.map(zeros), converted: zeros(), away: zeros() };
  for (const path of paths) {
    const times = path.conversions + path.losses;
    let before = -1;
    for (const channel of path.channels) {
      const place = places.get(channel) ?? 0;
      // To stay with a channel changes no removal effect: it only delays how the path goes on.
      if (place === before) continue;
      const from = before === -1 ? moves.first : moves.between[before];
      if (from !== undefined) from[place] = (from[place] ?? 0) + times;
      if (before !== -1) moves.away[before] = (moves.away[before] ?? 0) + times;
      before = place;
    }
    if (before === -1) continue;
    moves.converted[before] = (moves.converted[before] ?? 0) + path.conversions;
    moves.away[before] = (moves.away[before] ?? 0) + times;
  }
  return moves;
}

/** The probability to go on to each channel, from each. */
const onwards = ({ between, away }: Moves): number[][] =>
  between.map((row, from) => row.map((times) => (times === 0 ? 0 : times / (away[from] ?? 1))));

/**
 * The inverse of (I - Q) by elimination: how often each channel is expected to be visited from each. Rows of Q sum to at
 * most one and every channel leads to an end, so that no pivot is zero and none has to be chosen.
 */
function visitsFrom(q: readonly (readonly number[])[]): number[][] {
  const size = q.length;
  const rows = q.map((row, i) => [...row.map((p, j) => (i === j ? 1 : 0) - p), ...row.map((_, j) => (i === j ? 1 : 0))]);
  for (const [column, pivotRow] of rows.entries()) {
    const pivot = pivotRow[column] ?? 1;
    for (let j = column; j < 2 * size; j++) pivotRow[j] = (pivotRow[j] ?? 0) / pivot;
    for (const [i, row] of rows.entries()) {
      const factor = row[column] ?? 0;
      if (i === column || factor === 0) continue;
      for (let j = column; j < 2 * size; j++) row[j] = (row[j] ?? 0) - factor * (pivotRow[j] ?? 0);
    }
  }
  return rows.map((row) => row.slice(size));
}

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);

/**
 * The removal effect of each channel, 0 to 1: which share of the conversions is lost in a first-order Markov chain of the
 * paths when whoever would come to the channel goes away instead. Solved, not simulated: conversions are lost that pass
 * through the channel, and the chance to pass is that of ever coming there. Takes n³ steps for n channels, and as many
 * as there are touchpoints. The order of the paths changes nothing.
 * Source: E. Anderl, I. Becker, F. von Wangenheim, J. H. Schumann, "Mapping the customer journey", International Journal
 * of Research in Marketing 33 (2016).
 */
export function removalEffectsOf(paths: readonly Path[]): ChannelWeights {
  const moves = movesIn(paths);
  const { channels, converted, away, first } = moves;
  const visits = visitsFrom(onwards(moves));
  const ends = converted.map((times, place) => times / (away[place] ?? 1));
  const chance = visits.map((row) => dot(row, ends));
  const started = first.reduce((sum, times) => sum + times, 0);
  const overall = dot(first, chance) / started;
  const effects = channels.map((channel, place): [string, number] => {
    if (!(overall > 0)) return [channel, 0];
    const visited = visits.reduce((sum, row, from) => sum + (first[from] ?? 0) * (row[place] ?? 0), 0) / started;
    const reached = visited / (visits[place]?.[place] ?? 1);
    return [channel, (reached * (chance[place] ?? 0)) / overall];
  });
  return new Map(effects);
}
