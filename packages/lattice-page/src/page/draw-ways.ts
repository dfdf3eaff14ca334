// Draws covers: takes the curves, made once for a lattice, and the state; lit ones over the others.
import type { PageData } from '../page-data.js';
import { pathOfWay } from '../way-path.js';
import type { Palette } from './palette.js';
import type { State } from './state.js';

export interface WayShapes {
  readonly all: Path2D;
  readonly each: readonly Path2D[];
}

export function shapeWays({ layout }: PageData): WayShapes {
  const all = new Path2D();
  const each = layout.ways.map((way) => {
    const { start, curves } = pathOfWay(way, layout.places);
    const shape = new Path2D();
    shape.moveTo(...start);
    for (const curve of curves) shape.bezierCurveTo(...curve);
    all.addPath(shape);
    return shape;
  });
  return { all, each };
}

export function drawWays(
  context: CanvasRenderingContext2D,
  { data, camera, lit }: State,
  palette: Palette,
  { all, each }: WayShapes,
): void {
  const thin = Math.max(1.2, 0.8 / camera.scale);
  context.strokeStyle = palette.line;
  context.lineWidth = camera.scale < 0.3 ? 0.6 / camera.scale : thin;
  context.globalAlpha = lit ? 0.35 : camera.scale < 0.3 ? 0.55 : 1;
  context.stroke(all);
  context.globalAlpha = 1;
  if (!lit) return;
  const strong = Math.max(2.2, 1.6 / camera.scale);
  for (const [index, { lower, upper }] of data.layout.ways.entries()) {
    const isBelow = lit.below.has(lower) && lit.below.has(upper);
    const isAbove = lit.above.has(lower) && lit.above.has(upper);
    if (!isBelow && !isAbove) continue;
    context.strokeStyle = isBelow ? palette.accent : palette.above;
    context.lineWidth = strong;
    context.setLineDash(isBelow ? [] : [strong * 3, strong * 2]);
    context.stroke(each[index] as Path2D);
  }
  context.setLineDash([]);
}
