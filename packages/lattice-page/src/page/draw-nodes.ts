// Draws nodes: near ones as boxes with a shape, a letter, a name and marks, far ones as spots.

import { cutName } from '../cut-name.js';
import { nodeHeight } from '../layout-data.js';
import { buildMarks, symbolOf } from '../symbols.js';
import type { Palette } from './palette.js';
import type { State } from './state.js';

const faint = 0.22;

/** Whether a node stands back behind those that are looked for, lit or affected. */
function isFaint({ found, lit, showsAffected, data }: State, index: number): boolean {
  if (lit) return !lit.below.has(index) && !lit.above.has(index);
  if (found) return !found.has(index);
  return showsAffected && data.nodes[index]?.change === undefined;
}

/** All of one hue together: a thousand spots are drawn at once. */
export function drawFar(
  context: CanvasRenderingContext2D,
  state: State,
  palette: Palette,
  seen: readonly number[],
): void {
  const { data, camera, cursor, opened, chosen } = state;
  const groups = new Map<string, number[]>();
  for (const index of seen) {
    const key = `${isFaint(state, index) ? faint : 1} ${palette.hueOf(data.nodes[index]?.template ?? '')}`;
    const group = groups.get(key) ?? [];
    group.push(index);
    groups.set(key, group);
  }
  for (const [key, members] of [...groups].sort()) {
    const [alpha = '1', hue = ''] = key.split(' ');
    context.globalAlpha = Number(alpha);
    context.fillStyle = hue;
    context.beginPath();
    for (const index of members) {
      const { x, y, width } = data.layout.places[index] ?? { x: 0, y: 0, width: 0 };
      context.rect(x - width / 2, y - nodeHeight / 2, width, nodeHeight);
    }
    context.fill();
  }
  context.globalAlpha = 1;
  for (const index of new Set([cursor, opened, ...chosen])) {
    if (index !== undefined) outline(context, state, palette, index, 4 / camera.scale);
  }
}

export function drawNode(
  context: CanvasRenderingContext2D,
  state: State,
  palette: Palette,
  index: number,
): void {
  const { data, cursor, opened, chosen, lit, camera } = state;
  const [node, place] = [data.nodes[index], data.layout.places[index]];
  if (!node || !place) return;
  const { x, y, width } = place;
  const left = x - width / 2;
  const hue = palette.hueOf(node.template);
  // What stands back still hides the ways behind it.
  context.globalAlpha = 1;
  context.beginPath();
  context.roundRect(left, y - nodeHeight / 2, width, nodeHeight, 7);
  context.fillStyle = palette.surface;
  context.fill();
  context.globalAlpha = isFaint(state, index) ? faint : 1;
  context.setLineDash(node.change ? [5, 3] : []);
  context.strokeStyle = hue;
  context.lineWidth = opened === index ? 2.5 : 1.4;
  context.stroke();
  context.setLineDash([]);
  drawSymbol(context, palette, node.template, left + 19, y);
  context.font = `13px ${palette.font}`;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillStyle = palette.ink;
  if (camera.scale > 0.45) context.fillText(cutName(node.name, width), left + 36, y + 0.5);
  if (lit?.below.has(index) || lit?.above.has(index)) {
    context.fillStyle = lit.below.has(index) ? palette.accent : palette.above;
    const edge = lit.below.has(index) ? y + nodeHeight / 2 : y - nodeHeight / 2 - 3;
    context.fillRect(left + 8, edge, width - 16, 3);
  }
  const alpha = context.globalAlpha;
  if (chosen.has(index)) outline(context, state, palette, index, 3.5);
  if (cursor === index) outline(context, state, palette, index, 6);
  context.globalAlpha = alpha;
  drawMarks(context, palette, node, left + width, y);
}

function drawSymbol(
  context: CanvasRenderingContext2D,
  palette: Palette,
  template: string,
  x: number,
  y: number,
): void {
  const { letter, corners } = symbolOf(template);
  context.beginPath();
  if (corners.length === 0) context.arc(x, y, 10, 0, 2 * Math.PI);
  for (const [dx, dy] of corners) context.lineTo(x + dx * 11, y + dy * 11);
  context.closePath();
  context.fillStyle = palette.hueOf(template);
  context.fill();
  context.fillStyle = palette.surface;
  context.font = `bold 10px ${palette.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(letter, x, y + 0.5);
}

/** At the right upper corner: what is affected, and the last build. */
function drawMarks(
  context: CanvasRenderingContext2D,
  palette: Palette,
  { change, build }: State['data']['nodes'][number],
  right: number,
  y: number,
): void {
  const marks = [...(change ? ['Δ'] : []), ...(build ? [buildMarks[build.state]] : [])].join(' ');
  if (marks === '') return;
  context.font = `bold 11px ${palette.font}`;
  context.textAlign = 'center';
  const width = context.measureText(marks).width + 10;
  context.beginPath();
  context.roundRect(right - width + 5, y - nodeHeight / 2 - 8, width, 16, 8);
  context.fillStyle = palette.ink;
  context.fill();
  context.fillStyle = palette.ground;
  context.fillText(marks, right - width / 2 + 5, y - nodeHeight / 2 + 0.5);
}

function outline(
  context: CanvasRenderingContext2D,
  { data, cursor }: State,
  palette: Palette,
  index: number,
  away: number,
): void {
  const place = data.layout.places[index];
  if (!place) return;
  const { x, y, width } = place;
  context.globalAlpha = 1;
  context.strokeStyle = cursor === index ? palette.accent : palette.ink;
  context.lineWidth = Math.max(2, away / 2);
  context.beginPath();
  context.roundRect(
    x - width / 2 - away,
    y - nodeHeight / 2 - away,
    width + 2 * away,
    nodeHeight + 2 * away,
    8 + away,
  );
  context.stroke();
}
