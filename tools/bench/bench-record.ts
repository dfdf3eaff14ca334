// What a bench gives: its two measures, their ratio, and the limit that this must keep.
import type { Measure } from './measure.js';

export interface Bench {
  readonly name: string;
  /** One sentence. */
  readonly measures: string;
  readonly ours: Measure;
  readonly peer: Measure;
  /** The median of ours by that of the peer. */
  readonly ratio: number;
  /** The ratio may be this at most. */
  readonly limit: number;
  /** In bytes; ours may take this at most. */
  readonly memoryLimit?: number;
}

export function bench(
  name: string,
  measures: string,
  [mine, peer]: readonly [Measure, Measure],
  limit: number,
  memoryLimit?: number,
): Bench {
  return {
    name,
    measures,
    ours: mine,
    peer,
    ratio: mine.median / peer.median,
    limit,
    ...(memoryLimit === undefined ? {} : { memoryLimit }),
  };
}
