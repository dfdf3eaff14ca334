// flake-lattice graph, in the formats that are texts: what is drawn, where it goes, and what is refused.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagram } from '@flake-lattice/lattice-page';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { run } from '../../packages/cli/src/command.js';
import { captureIo } from '../testing/capture-io.js';
import { type LatticeProject, makeLatticeProject } from '../testing/lattice-project.js';
import { workspaceRoot } from '../testing/nixes.js';

const lattice = `[lattice]
schema = 1

[inputs.nixpkgs]
url = "path:./nixpkgs"

[config.build]
jobs = 4

[node.seed]
description = "The seed"
template = "config"

[node.left]
extends = ["seed"]
template = "shell"
[node.left.config.build]
jobs = 2

[node.right]
extends = ["seed"]
template = "own.nix.eta"

[node.top]
extends = ["left", "right", "seed"]
template = "package"
script = "touch $out"
`;

let project: LatticeProject;
beforeAll(async () => {
  project = await makeLatticeProject({ files: { 'lattice.toml': lattice, 'own.nix.eta': '{ }\n' } });
});
afterAll(() => project.remove());

async function diagramOf(...args: string[]): Promise<Diagram> {
  const { status, out } = await project.run('graph', '--json', ...args);
  expect(status).toBe(0);
  return JSON.parse(out);
}

test('JSON has all that is known of each node', async () => {
  const { nodes } = await diagramOf();
  expect(nodes.map(({ name, rank, covers }) => [name, rank, covers])).toEqual([
    ['seed', 0, []],
    ['left', 1, ['seed']],
    ['right', 1, ['seed']],
    ['top', 2, ['left', 'right']],
  ]);
  expect(nodes[1]).toMatchObject({ layer: 'flakes', template: 'shell', extends: ['seed'] });
  expect(nodes[1]?.config.find(({ key }) => key === 'build.jobs')).toMatchObject({
    value: '2',
    source: 'lattice.toml',
    line: 18,
    node: 'left',
  });
  expect(nodes[1]?.files).toEqual(['generated/left/config.toml', 'generated/left/flake.nix']);
  expect(nodes[1]?.inputs.map(({ name }) => name)).toEqual(expect.arrayContaining(['nixpkgs', 'seed']));
  expect(nodes[0]).toMatchObject({ layer: 'configuration', description: 'The seed' });
  expect(nodes[2]).toMatchObject({ template: 'own.nix.eta', outputs: [] });
});

test('of some nodes, what is below them; an element is lit', async () => {
  const { nodes, element } = await diagramOf('left', '--meet', 'left,right');
  expect(nodes.map(({ name }) => name)).toEqual(['seed', 'left']);
  expect(element).toEqual({ kind: 'meet', of: ['left', 'right'], nodes: ['seed'] });
  expect((await diagramOf('--join', 'left,right')).element?.nodes).toEqual(['seed', 'left', 'right']);
});

test.each([
  ['lattice.svg', /^<svg /],
  ['lattice.dot', /^\/\/ Generated/],
  ['lattice.mmd', /^%% Generated/],
  ['lattice.json', /^\{/],
])('%s is written, and not touched where it is up to date', async (file, begins) => {
  const first = await project.run('graph', '--out', file);
  expect(first).toMatchObject({ status: 0, out: '', err: expect.stringContaining('created') });
  expect(readFileSync(join(project.root, file), 'utf8')).toMatch(begins);
  expect((await project.run('graph', '--out', file)).err).toContain('unchanged');
});

test.each([
  [['--format', 'png'], 'USAGE'],
  [['--join', 'left', '--meet', 'right'], 'USAGE'],
  [['--meet', ','], 'USAGE'],
  [['nowhere'], 'NODE_UNKNOWN'],
  [['--join', 'left,nowhere'], 'NODE_UNKNOWN'],
  [['--base', 'nowhere'], 'REVISION_UNKNOWN'],
])('%j is refused', async (args, code) => {
  const { status, out, err } = await project.run('graph', ...args);
  expect({ status, out }).toEqual({ status: 2, out: '' });
  expect(err).toContain(`error[${code}]`);
});

test('the picture in the README is that of this repository as it is', async () => {
  const io = captureIo({ cwd: workspaceRoot, env: process.env });
  expect(await run(['graph', '--format', 'svg'], io)).toBe(0);
  const picture = readFileSync(join(workspaceRoot, 'docs/lattice.svg'), 'utf8');
  // If not: npx flake-lattice graph --format svg --out docs/lattice.svg
  expect(io.printed.out === picture).toBe(true);
});
