// The benches of the drawn lattice: the first picture of a page and a frame of a drag, in a browser, beside plain ones.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { layOut, pageDataOf, readPageScript, renderHtml } from '@flake-lattice/lattice-page';
import type { Browser, Page } from 'playwright-core';
import { startBrowser } from '../testing/start-browser.js';
import type { Bench } from './bench-record.js';
import type { Measure } from './measure.js';
import { pageDiagram } from './page-diagram.js';

interface Opened {
  readonly page: Page;
  /** From the start of its navigation until its first picture, in milliseconds. */
  readonly first: number;
}

export async function benchPage(times: number): Promise<readonly Bench[]> {
  const folder = mkdtempSync(join(tmpdir(), 'flake-lattice-bench-'));
  const browser = await startBrowser();
  try {
    const benches: Bench[] = [];
    for (const nodes of [1_000, 5_000]) benches.push(...(await benchSize(browser, folder, nodes, times)));
    return benches;
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}

async function benchSize(
  browser: Browser,
  folder: string,
  nodes: number,
  times: number,
): Promise<readonly Bench[]> {
  const diagram = pageDiagram(nodes);
  const files = { ours: join(folder, `${nodes}.html`), plain: join(folder, `${nodes}-plain.html`) };
  writeFileSync(files.ours, renderHtml(diagram, { script: await readPageScript() }));
  writeFileSync(files.plain, plainPage(JSON.stringify(pageDataOf(diagram, layOut(diagram.nodes)))));
  const taken = { first: { ours: [], plain: [] }, frame: { ours: [], plain: [] } } as Record<
    'first' | 'frame',
    Record<'ours' | 'plain', number[]>
  >;
  // In turn, so that what else the machine does falls on both alike.
  for (let round = 0; round < times; round++) {
    for (const which of ['ours', 'plain'] as const) {
      const { page, first } = await open(browser, files[which]);
      taken.first[which].push(first);
      taken.frame[which].push(await frameOf(page));
      await page.close();
    }
  }
  const shown = nodes.toLocaleString('en');
  const bench = (name: string, measures: string, key: 'first' | 'frame', limit: number): Bench => {
    const [ours, peer] = [measureOf(taken[key].ours), measureOf(taken[key].plain)];
    return { name, measures, ours, peer, ratio: ours.median / peer.median, limit };
  };
  return [
    bench(
      `page-${nodes}`,
      `the first picture of ${shown} nodes, beside a page that reads the same data and fills as many rectangles`,
      'first',
      4,
    ),
    bench(
      `pan-${nodes}`,
      `a frame of a drag over ${shown} nodes, beside as many plain rectangles and lines`,
      'frame',
      3,
    ),
  ];
}

async function open(browser: Browser, file: string): Promise<Opened> {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  await page.goto(pathToFileURL(file).href, { waitUntil: 'load' });
  // Both mark when the browser has shown what they drew.
  await page.waitForTimeout(50);
  const first = await page.evaluate<number>(
    `new Promise((done) => {
      const look = () => {
        const [mark] = performance.getEntriesByName('first-picture');
        if (mark) done(mark.startTime);
        else setTimeout(look, 20);
      };
      look();
    })`,
  );
  return { page, first };
}

/** The median of some frames, each a little farther; a pixel is read back, so that all of it is drawn. */
function frameOf(page: Page): Promise<number> {
  return page.evaluate<number>(`(() => {
    const { state, draw } = globalThis.latticePage;
    const context = document.getElementById('canvas').getContext('2d');
    const taken = [];
    for (let frame = 0; frame < 21; frame++) {
      state.camera = { ...state.camera, x: state.camera.x + 3 / state.camera.scale };
      const begun = performance.now();
      draw();
      context.getImageData(0, 0, 1, 1);
      taken.push(performance.now() - begun);
    }
    return taken.sort((one, other) => one - other)[10];
  })()`);
}

/** The least that could show as much: no search, no panel, no table, no names, straight lines. */
function plainPage(data: string): string {
  return `<!doctype html><meta charset="utf-8"><title>Plain</title><canvas id="canvas" width="1400" height="850"></canvas>
<script id="data" type="application/json">${data.replaceAll('<', '\\u003c')}</script>
<script>
const { layout } = JSON.parse(document.getElementById('data').textContent);
const context = document.getElementById('canvas').getContext('2d', { alpha: false });
const scale = Math.min(1400 / layout.width, 850 / layout.height);
const state = { camera: { x: 0, y: 0, scale } };
function draw() {
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, 1400, 850);
  context.setTransform(scale, 0, 0, scale, -state.camera.x * scale, 0);
  context.beginPath();
  for (const { lower, upper } of layout.ways) {
    context.moveTo(layout.places[lower].x, layout.places[lower].y);
    context.lineTo(layout.places[upper].x, layout.places[upper].y);
  }
  context.lineWidth = 0.6 / scale;
  context.strokeStyle = '#999';
  context.stroke();
  context.fillStyle = '#25a';
  for (const { x, y, width } of layout.places) context.fillRect(x - width / 2, y - 17, width, 34);
}
globalThis.latticePage = { state, draw };
draw();
requestAnimationFrame(() => setTimeout(() => performance.mark('first-picture')));
</script>
`;
}

function measureOf(times: readonly number[]): Measure {
  const sorted = [...times].sort((one, other) => one - other);
  return { median: sorted[Math.floor(sorted.length / 2)] ?? 0, fastest: sorted[0] ?? 0, memory: 0 };
}
