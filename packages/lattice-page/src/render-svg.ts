// Takes a diagram, gives a picture of it that stands alone: SVG with its own styles, light or dark as its reader is.
import { cutName } from './cut-name.js';
import type { Diagram, DiagramNode } from './diagram.js';
import { escapeMarkup } from './escape-markup.js';
import { layOut } from './layout.js';
import { nodeHeight, type Place } from './layout-data.js';
import { symbolOf } from './symbols.js';
import { pathOfWay } from './way-path.js';

const margin = 28;
/** For the words `rank 0` at the left. */
const gutter = 56;

const style = `
  svg { font: 13px ui-sans-serif, system-ui, sans-serif; background: #fcfcfa; --ink: #20242c; --soft: #5c6470; --line: #9aa1ab; --box: #ffffff; --band: #f1f2ef; }
  .band { fill: var(--band); } .rank { fill: var(--soft); font-size: 11px; }
  .way { fill: none; stroke: var(--line); stroke-width: 1.5; } .way.lit { stroke: var(--ink); stroke-width: 2.5; }
  .box { fill: var(--box); stroke: var(--hue); stroke-width: 1.5; } .shape { fill: var(--hue); } .lit .box { stroke-width: 3; } .changed .box { stroke-dasharray: 5 3; }
  .name { fill: var(--ink); } .letter { fill: var(--box); font-size: 10px; font-weight: 700; text-anchor: middle; }
  .mark { fill: var(--ink); font-size: 11px; font-weight: 700; }
`;

export function renderSvg(diagram: Diagram): string {
  const { nodes, lattice, element, base } = diagram;
  const layout = layOut(nodes);
  const lit = new Set(element?.nodes);
  const width = Math.ceil(layout.width + 2 * margin + gutter);
  const height = Math.ceil(layout.height + 2 * margin);
  const colours = [...new Map(nodes.map(({ template }) => [classOf(template), symbolOf(template)]))];
  const hues = (at: 0 | 1) =>
    colours.map(([name, { colour }]) => `  .${name} { --hue: ${colour[at]}; }\n`).join('');
  const dark = `@media (prefers-color-scheme: dark) {
  svg { background: #15181d; --ink: #e6e8ec; --soft: #a2a9b4; --line: #6b7480; --box: #1e232a; --band: #1a1e24; }
${hues(1)}}\n`;
  const ways = layout.ways.map((way) => {
    const isLit = lit.has(nodes[way.lower]?.name ?? '') && lit.has(nodes[way.upper]?.name ?? '');
    const { start, curves } = pathOfWay(way, layout.places);
    const path = `M${start.join(' ')}${curves.map((curve) => `C${curve.join(' ')}`).join('')}`;
    return `<path class="way${isLit ? ' lit' : ''}" d="${path}"/>\n`;
  });
  const bands = layout.bands.map(({ top, bottom }, rank) => {
    const box = `x="${-gutter - margin / 2}" y="${top - 12}" width="${width - margin}" height="${bottom - top + 24}"`;
    return `<rect class="band" rx="8" ${box}/>\n<text class="rank" x="${-gutter}" y="${(top + bottom) / 2 + 4}">rank ${rank}</text>\n`;
  });
  const boxes = nodes.map((node, index) => drawNode(node, layout.places[index] as Place, lit.has(node.name)));
  const said = `${nodes.length} nodes of ${lattice}${element ? `; ${element.kind} of ${element.of.join(', ')}` : ''}${base ? `; affected since ${base.name}` : ''}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${-margin - gutter} ${-margin} ${width} ${height}" role="img" aria-labelledby="title description">
<title id="title">${escapeMarkup(`Hasse diagram: ${said}`)}</title>
<desc id="description">${escapeMarkup(describe(nodes))}</desc>
<style>${style}${hues(0)}${dark}</style>
${bands.join('')}${ways.join('')}${boxes.join('')}</svg>
`;
}

function classOf(template: string): string {
  return `t-${symbolOf(template).letter}`;
}

function drawNode(node: DiagramNode, { x, y, width }: Place, isLit: boolean): string {
  const { letter, corners } = symbolOf(node.template);
  const left = x - width / 2;
  const at = [left + 19, y] as const;
  const points = corners.map(([dx, dy]) => `${at[0] + dx * 11},${at[1] + dy * 11}`).join(' ');
  const shape =
    corners.length === 0
      ? `<circle class="shape" cx="${at[0]}" cy="${at[1]}" r="10"/>`
      : `<polygon class="shape" points="${points}"/>`;
  const classes = [classOf(node.template), ...(isLit ? ['lit'] : []), ...(node.change ? ['changed'] : [])];
  const mark = node.change ? `<text class="mark" x="${x + width / 2 - 16}" y="${y - 6}">Δ</text>` : '';
  return `<g class="${classes.join(' ')}"><title>${escapeMarkup(`${node.name}: ${node.description}`)}</title>
<rect class="box" x="${left}" y="${y - nodeHeight / 2}" width="${width}" height="${nodeHeight}" rx="7"/>${shape}
<text class="letter" x="${at[0]}" y="${at[1] + 3.5}">${letter}</text><text class="name" x="${left + 36}" y="${y + 4.5}">${escapeMarkup(cutName(node.name, width))}</text>${mark}</g>
`;
}

function describe(nodes: readonly DiagramNode[]): string {
  return nodes
    .map(({ name, covers }) => (covers.length === 0 ? name : `${name} builds upon ${covers.join(', ')}`))
    .join('; ');
}
