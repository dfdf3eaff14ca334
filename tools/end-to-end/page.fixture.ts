// For tests of the page: lattices of any size drawn by the command, and what a script of the page knows of its places.
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { type LatticeProject, makeLatticeProject } from '../testing/lattice-project.js';
import { latticeText } from '../testing/lattice-text.js';

export interface DrawnLattice {
  readonly project: LatticeProject;
  /** Absolute path of the page. */
  readonly file: string;
}

/** The same for the same number. */
export async function drawPage(nodes: number, ...args: string[]): Promise<DrawnLattice> {
  let seed = nodes;
  const random = () => {
    seed = (seed * 1103515245 + 12345) % 2 ** 31;
    return seed / 2 ** 31;
  };
  const project = await makeLatticeProject({ files: { 'lattice.toml': latticeText({ nodes, random }) } });
  const { status, err } = await project.run('graph', '--out', 'lattice.html', ...args);
  if (status !== 0) throw new Error(err);
  return { project, file: join(project.root, 'lattice.html') };
}

/** Where the middle of a node is in the window. */
export function placeOf(page: Page, name: string): Promise<{ readonly x: number; readonly y: number }> {
  return page.evaluate(`latticePage.placeOf(${JSON.stringify(name)})`);
}

/** Names of nodes in a set of the page's state, sorted. */
export function litOf(page: Page, side: 'below' | 'above'): Promise<readonly string[]> {
  const { nodes, lit } = { nodes: 'latticePage.state.data.nodes', lit: `latticePage.state.lit.${side}` };
  return page.evaluate(`[...${lit}].map((index) => ${nodes}[index].name).sort()`);
}

/** Once the browser has drawn what was changed last. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
}

/** Waits for an expression to be so. The page lets nobody evaluate texts within it, so it is asked from outside. */
export async function until(page: Page, what: string): Promise<void> {
  for (let waited = 0; waited < 60_000; waited += 50) {
    if (await page.evaluate(`Boolean(${what})`)) return;
    await setTimeout(50);
  }
  throw new Error(`it did not come to be: ${what}`);
}
