// What `affected` says is what Nix really builds: after a run, one edit and another run, in real lattices.
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type LatticeProject, makeLatticeProject } from '../testing/lattice-project.js';
import { latticeText } from '../testing/lattice-text.js';
import { pathWithCompilers } from '../testing/machine.js';
import { workspaceRoot } from '../testing/nixes.js';
import { seed } from '../testing/random.js';

const edits = Number(process.env.FLAKE_LATTICE_EDITS ?? 5);

let project: LatticeProject;
let path: string;

beforeAll(async () => {
  path = await pathWithCompilers();
});

afterEach(() => project.remove());

const commit = () => {
  project.git('add', '--all');
  project.git('commit', '--quiet', '--allow-empty', '--message=Edit');
};

const done = async (...args: string[]) => {
  const { status, out, err } = await project.runWith({ PATH: path }, ...args);
  expect({ args, status, err: status === 0 ? '' : err }).toEqual({ args, status: 0, err: '' });
  return out;
};

/** Nodes whose package is another derivation than at the last commit. */
const affected = async () => {
  const found = JSON.parse(await done('affected', '--json')) as {
    affected: { node: string; outputs: string[] }[];
  };
  return found.affected.flatMap(({ node, outputs }) => (outputs.includes('package') ? [node] : []));
};

const built = async () => {
  const found = JSON.parse(await done('build', '--json')) as { built: { node: string; outcome: string }[] };
  return found.built.flatMap(({ node, outcome }) => (outcome === 'present' ? [] : [node])).sort();
};

/** Each time it is another store path, so that no earlier run of this test built it. */
const nonce = `${process.pid}-${performance.timeOrigin}`;

test(`${edits} edits of one node each, in a lattice of 40`, async () => {
  const numbers = fc.sample(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
    seed,
    numRuns: 400,
  });
  let at = 0;
  const random = () => numbers[at++ % numbers.length] ?? 0;
  const lattice = latticeText({ nodes: 40, random });
  project = await makeLatticeProject({ files: { 'lattice.toml': lattice }, nixpkgs: 'stand-in' });
  let text = lattice;
  await done('generate');
  commit();
  await done('build');
  for (let edit = 0; edit < edits; edit += 1) {
    const node = 1 + Math.floor(random() * 39);
    text = text.replace(
      new RegExp(`(\\[node\\.node-${node}\\.config\\.own-${node}\\]\\n)(?:said = .*\\n)?`),
      `$1said = "${nonce}-${edit}"\n`,
    );
    await project.write('lattice.toml', text);
    await done('generate');
    const expected = await affected();
    expect(expected).toContain(`node-${node}`);
    expect(await built()).toEqual(expected);
    expect(await built()).toEqual([]);
    commit();
  }
}, 600_000);

test('an edit of a function of a crate', async () => {
  project = await makeLatticeProject({
    files: {
      'lattice.toml':
        '[lattice]\nschema = 1\n[inputs.nixpkgs]\nurl = "path:./nixpkgs"\n[node.seed]\n[crate.tally]\npath = "tally"\nextends = ["seed"]\n',
    },
    nixpkgs: 'stand-in',
  });
  cpSync(join(workspaceRoot, 'examples/tally'), join(project.root, 'tally'), { recursive: true });
  await done('generate');
  commit();
  await done('build');
  const file = 'tally/src/line.rs';
  const before = readFileSync(join(project.root, file), 'utf8');
  const edited = before.replace(/(fn without_end[^{]*\{)/, `$1 let _said = "${nonce}";`);
  expect(edited).not.toBe(before);
  await project.write(file, `// A comment.\n${edited}`);
  await done('generate');
  const expected = await affected();
  expect(expected).toContain('tally--line__without_end');
  expect(expected).toContain('tally');
  expect(expected).not.toContain('tally--count__count');
  expect(await built()).toEqual(expected);
}, 600_000);
