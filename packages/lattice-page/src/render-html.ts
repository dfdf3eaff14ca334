// Takes a diagram, gives one page that works from disk: its data, its script and its style in one file, and no network.
import { createHash } from 'node:crypto';
import type { Diagram } from './diagram.js';
import { escapeMarkup } from './escape-markup.js';
import { layOut } from './layout.js';
import { columns, tableRows } from './node-table.js';
import { pageDataOf } from './page-data.js';
import { pageStyle } from './page-style.js';
import { symbolOf } from './symbols.js';

export interface PageOptions {
  /** What `readPageScript` gives. */
  readonly script: string;
  /** Served, and following changes; otherwise it asks for nothing at all. */
  readonly live?: boolean;
}

export function renderHtml(diagram: Diagram, { script, live = false }: PageOptions): string {
  const { nodes, lattice } = diagram;
  const style = `${pageStyle}${huesOf(diagram)}`;
  const heads = columns.map((column) => `<th scope="col">${column}</th>`).join('');
  return `<!doctype html>
<html lang="en"${live ? ' data-live' : ''}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(script, style, live)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${escapeMarkup(`Lattice: ${lattice}`)}</title>
<style>${style}</style>
</head>
<body>
<a class="aside skip" href="#nodes">Skip to the list of all nodes</a>
<header>
<h1>Lattice <span>${escapeMarkup(lattice)}</span></h1>
<div id="finder" role="search"><input id="search" type="search" autocomplete="off" spellcheck="false" aria-label="Search nodes by name or description" placeholder="Search ${nodes.length} nodes ( / )">
<ul id="results" aria-label="Found nodes" hidden></ul>
<details><summary>Filter</summary><div id="filters"></div></details></div>
<div class="tools" role="group" aria-label="Elements"><button type="button" id="join" disabled title="Of the chosen nodes: all that any is made of (j)">∨ join</button><button type="button" id="meet" disabled title="Of the chosen nodes: what all are made of (m)">∧ meet</button><button type="button" id="clear" disabled>clear</button><span id="chosen"></span></div>
<div class="tools"><output id="live" hidden>connecting</output><button type="button" id="affected" aria-pressed="false" hidden>affected</button><button type="button" id="list" aria-pressed="false">List</button><button type="button" id="theme" title="Light or dark">Theme</button></div>
</header>
<main>
<div id="stage"><div id="diagram" role="application" tabindex="0" aria-label="Hasse diagram of ${nodes.length} nodes" aria-describedby="keys"><canvas id="canvas" aria-hidden="true"></canvas></div>
<ul id="legend" aria-label="Templates"></ul>
<div id="zoom" role="group" aria-label="Zoom"><button type="button" id="zoom-in" aria-label="Zoom in" title="Zoom in (+)">+</button><button type="button" id="zoom-out" aria-label="Zoom out" title="Zoom out (-)">−</button><button type="button" id="zoom-fit" aria-label="Show all" title="Show all (0)">⤢</button></div></div>
<aside id="panel" aria-label="The open node" tabindex="-1" hidden></aside>
<section id="nodes" aria-label="All nodes" tabindex="-1">
<table><caption class="aside">All ${nodes.length} nodes, lower ones first, with what each builds upon</caption>
<thead><tr>${heads}</tr></thead>
<tbody id="rows">
${tableRows(nodes)}</tbody></table>
</section>
<p id="keys" class="aside">Up and down move along covers, left and right within a rank, Home and End to the lowest and the highest. Enter opens a node, Escape closes it, space chooses one for a join or a meet, j and m light them. Plus, minus and 0 zoom, slash searches. All nodes are in a list below.</p>
<p id="said" class="aside" role="status"></p>
</main>
<script id="data" type="application/json">${encodeData(pageDataOf(diagram, layOut(nodes)))}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** Within a script element nothing ends it but \`<\`, which JSON can write otherwise. */
export function encodeData(data: unknown): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}

/** Nothing is fetched, and no other script runs, whatever a text of the lattice says. */
function policy(script: string, style: string, live: boolean): string {
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  return [
    "default-src 'none'",
    `script-src ${hash(script)}`,
    `style-src ${hash(style)}`,
    'img-src data:',
    `connect-src ${live ? "'self'" : "'none'"}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function huesOf({ nodes }: Diagram): string {
  const symbols = [...new Set(nodes.map(({ template }) => symbolOf(template)))];
  const of = (place: 0 | 1, before: string) =>
    symbols.map(({ letter, colour }) => `${before} .t-${letter} { --hue: ${colour[place]}; }`).join('\n');
  return `${of(0, ':root')}
@media (prefers-color-scheme: dark) { ${of(1, ':root')} }
${of(0, ':root[data-theme="light"]')}
${of(1, ':root[data-theme="dark"]')}
`;
}
