// Gives a drawing a shape that fits a screen: takes the order across of each rank, stacks wide ranks in rows. Pure.
import { gaps, type LaidOutNode, type Layout, nodeHeight, type Place, widthOf } from './layout-data.js';

/** A way whose turns are places across alone, one for each rank that it passes. */
export interface AcrossWay {
  readonly lower: number;
  readonly upper: number;
  readonly turns: readonly number[];
}

/** Wider than that, ranks are stacked: a strip of a hundred screens cannot be seen as one thing. */
const widest = 2.1;
const rowHeight = nodeHeight + gaps.rows;

/**
 * Everything is pressed together across by a whole number, and what would touch its neighbour goes up a row within its
 * rank. The order across stays, so that ways cross no more than they did.
 */
export function stackRanks(
  nodes: readonly LaidOutNode[],
  across: readonly number[],
  ways: readonly AcrossWay[],
): Layout {
  for (let pressed = 1; ; pressed++) {
    const stacked = stack(nodes, across, pressed);
    const isNarrow = stacked.width / stacked.height <= widest || pressed >= nodes.length;
    if (!isNarrow) continue;
    const { left: _, ...layout } = stacked;
    return { ...layout, ways: ways.map((way) => placeTurns(way, nodes, stacked, pressed)) };
  }
}

interface Stacked extends Omit<Layout, 'ways'> {
  /** Where the drawing begins, in the measure of what was given. */
  readonly left: number;
}

function stack(nodes: readonly LaidOutNode[], across: readonly number[], pressed: number): Stacked {
  const highest = Math.max(...nodes.map(({ rank }) => rank));
  const ranks: number[][] = Array.from({ length: highest + 1 }, () => []);
  for (const [index, { rank }] of nodes.entries()) ranks[rank]?.push(index);
  const rows: number[] = [];
  const widths = nodes.map(({ name }) => widthOf(name));
  const at = across.map((x) => x / pressed);
  const heights = ranks.map((members) => assignRows(members, at, widths, rows));
  const left = Math.min(...at.map((x, index) => x - (widths[index] ?? 0) / 2));
  const right = Math.max(...at.map((x, index) => x + (widths[index] ?? 0) / 2));
  const total = heights.reduce((sum, count) => sum + count * rowHeight - gaps.rows + gaps.ranks, -gaps.ranks);
  const bands: { top: number; bottom: number }[] = [];
  let bottom = total;
  for (const count of heights) {
    const top = bottom - (count * rowHeight - gaps.rows);
    bands.push({ top, bottom });
    bottom = top - gaps.ranks;
  }
  const places: Place[] = nodes.map(({ rank }, index) => ({
    x: Math.round(((at[index] ?? 0) - left) * 10) / 10,
    y: (bands[rank]?.bottom ?? 0) - (rows[index] ?? 0) * rowHeight - nodeHeight / 2,
    width: widths[index] ?? 0,
  }));
  return { width: Math.ceil(right - left), height: total, places, bands, left };
}

/** Each node in the lowest row where it touches none; gives how many rows the rank has. */
function assignRows(
  members: readonly number[],
  at: readonly number[],
  widths: readonly number[],
  rows: number[],
): number {
  const sorted = [...members].sort((one, other) => (at[one] ?? 0) - (at[other] ?? 0) || one - other);
  const ends: number[] = [];
  for (const index of sorted) {
    const half = (widths[index] ?? 0) / 2;
    const start = (at[index] ?? 0) - half;
    const free = ends.findIndex((end) => end + gaps.across <= start + 0.001);
    const row = free < 0 ? ends.length : free;
    rows[index] = row;
    ends[row] = (at[index] ?? 0) + half;
  }
  return Math.max(ends.length, 1);
}

/** Where ranks are stacked, a way goes straight: between rows there is no lane for it. */
function placeTurns(
  { lower, upper, turns }: AcrossWay,
  nodes: readonly LaidOutNode[],
  { bands, left }: Stacked,
  pressed: number,
): Layout['ways'][number] {
  const [from, to] = [nodes[lower]?.rank ?? 0, nodes[upper]?.rank ?? 0];
  if (pressed > 1 || turns.length !== to - from - 1) return { lower, upper, turns: [] };
  return {
    lower,
    upper,
    turns: turns.flatMap((x, index) => {
      const band = bands[from + 1 + index];
      return band ? [Math.round(x - left), (band.top + band.bottom) / 2] : [];
    }),
  };
}
