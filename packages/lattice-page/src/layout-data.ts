// What a laid out diagram is: places of nodes and ways of covers, with the sizes that all drawings share.
import type { DiagramNode } from './diagram.js';

export type LaidOutNode = Pick<DiagramNode, 'name' | 'rank' | 'covers'>;

export interface Layout {
  readonly width: number;
  readonly height: number;
  /** In the order of the nodes; the middle of each, y growing downwards as on a screen. */
  readonly places: readonly Place[];
  /** The band of each rank, the lowest rank first. */
  readonly bands: readonly { readonly top: number; readonly bottom: number }[];
  readonly ways: readonly Way[];
}

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** From a node up to one that covers it, both by their number. */
export interface Way {
  readonly lower: number;
  readonly upper: number;
  /** Turns between the two, x and y in turn. */
  readonly turns: readonly number[];
}

export const nodeHeight = 34;
/** Between two neighbours, and between two ranks. */
export const gaps = { across: 22, ranks: 62, rows: 14 } as const;

/** Wide enough for its name, up to a limit; a longer name is cut where it is drawn. */
export function widthOf(name: string): number {
  return Math.round(Math.min(Math.max(name.length * 7.3 + 48, 92), 236));
}
