// Takes the way of a cover and the places of its ends, gives the curve that is drawn: a start, then Bézier pieces.
import { type Layout, nodeHeight, type Way } from './layout-data.js';

export interface WayPath {
  readonly start: readonly [x: number, y: number];
  /** Two control points and an end, six numbers each. */
  readonly curves: readonly (readonly [number, number, number, number, number, number])[];
}

/** From the top of the lower node to the bottom of the upper one, upright at both ends and at each turn. */
export function pathOfWay({ lower, upper, turns }: Way, places: Layout['places']): WayPath {
  const [from, to] = [places[lower], places[upper]];
  if (!from || !to) throw new Error(`no place for ${lower} or ${upper}`);
  const points: [number, number][] = [[from.x, from.y - nodeHeight / 2]];
  for (let index = 0; index + 1 < turns.length; index += 2)
    points.push([turns[index] as number, turns[index + 1] as number]);
  points.push([to.x, to.y + nodeHeight / 2]);
  const curves = points.slice(1).map(([x, y], index) => {
    const [beforeX, beforeY] = points[index] as [number, number];
    const bend = (beforeY - y) / 2;
    return [beforeX, beforeY - bend, x, y + bend, x, y] as const;
  });
  return { start: points[0] as [number, number], curves };
}
