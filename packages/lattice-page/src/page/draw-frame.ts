// Draws one picture on a canvas: takes the state of the page and its colours; what is out of sight costs nothing.
import { nodeHeight } from '../layout-data.js';
import { toDrawing } from './camera.js';
import { drawFar, drawNode } from './draw-nodes.js';
import { drawWays, type WayShapes } from './draw-ways.js';
import type { Palette } from './palette.js';
import type { State } from './state.js';

/** A node that is lower than this on the screen, in points, is drawn as a spot of colour. */
const readable = 11;

export function drawFrame(
  context: CanvasRenderingContext2D,
  state: State,
  palette: Palette,
  ways: WayShapes,
): void {
  const { camera, window, data } = state;
  const ratio = devicePixelRatio || 1;
  const { canvas } = context;
  const [width, height] = [Math.round(window.width * ratio), Math.round(window.height * ratio)];
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = palette.ground;
  context.fillRect(0, 0, width, height);
  const scale = camera.scale * ratio;
  context.setTransform(scale, 0, 0, scale, -camera.x * scale, -camera.y * scale);
  const [left, top] = toDrawing(camera, 0, 0);
  const [right, bottom] = toDrawing(camera, window.width, window.height);
  drawBands(context, state, palette, left, right);
  drawWays(context, state, palette, ways);
  const seen: number[] = [];
  for (const [index, { x, y, width: wide }] of data.layout.places.entries()) {
    if (x + wide / 2 < left || x - wide / 2 > right || y + nodeHeight < top || y - nodeHeight > bottom)
      continue;
    seen.push(index);
  }
  if (nodeHeight * camera.scale < readable) drawFar(context, state, palette, seen);
  else for (const index of seen) drawNode(context, state, palette, index);
  context.globalAlpha = 1;
  drawRanks(context, state, palette, left);
}

function drawBands(
  context: CanvasRenderingContext2D,
  { data }: State,
  palette: Palette,
  left: number,
  right: number,
): void {
  context.fillStyle = palette.band;
  for (const { top, bottom } of data.layout.bands)
    context.fillRect(left, top - 12, right - left, bottom - top + 24);
}

/** Over the nodes, at the left edge of the window, wherever that is. */
function drawRanks(
  context: CanvasRenderingContext2D,
  { data, camera }: State,
  palette: Palette,
  left: number,
): void {
  const unit = 1 / camera.scale;
  const isRoomy = nodeHeight * camera.scale >= readable;
  context.font = `${11 * unit}px ${palette.font}`;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  for (const [rank, { top, bottom }] of data.layout.bands.entries()) {
    if ((bottom - top + 24) * camera.scale < 12) continue;
    const text = `${isRoomy ? 'rank ' : ''}${rank}`;
    const middle = (top + bottom) / 2;
    context.fillStyle = palette.band;
    const width = context.measureText(text).width + 8 * unit;
    context.fillRect(left + 4 * unit, middle - 8 * unit, width, 16 * unit);
    context.fillStyle = palette.soft;
    context.fillText(text, left + 8 * unit, middle);
  }
}
