// What Nx calls affected holds all that really is: after random edits, each generated and committed, every node whose derivation
// is another one than before is among the affected projects. How many more are, is printed.
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { LatticeProject } from '../testing/lattice-project.js';
import { makeNxWorkspace, type NxWorkspace } from '../testing/nx-workspace.js';
import { evenNumbers, seed } from '../testing/random.js';
import { makeMixedLattice } from './nx-lattices.fixture.js';

/** How many edits; the proof takes a hundred. */
const edits = Number(process.env.FLAKE_LATTICE_NX_EDITS ?? 6);
const nodes = 12;

const random = evenNumbers(seed);
const below = (count: number) => Math.floor(random() * count);

let project: LatticeProject;
let workspace: NxWorkspace;
let left = 2;
let added = 0;

beforeAll(async () => {
  project = await makeMixedLattice({
    nodes,
    random,
    nixpkgs: 'stand-in',
    tally: () => ({ left: `pub fn left(token: &Token) -> u32 { token.0 * ${left} }` }),
  });
  workspace = makeNxWorkspace(project.root);
  commit();
}, 300_000);
afterAll(() => project.remove());

function commit(): void {
  project.git('add', '--all');
  project.git('commit', '--quiet', '--allow-empty', '--message=Edit');
}

const read = (path: string) => readFileSync(join(project.root, path), 'utf8');
const append = (path: string, text: string) => appendFileSync(join(project.root, path), text);
const editLattice = (edit: (text: string) => string) =>
  project.write('lattice.toml', edit(read('lattice.toml')));
const someNode = () => `node-${1 + below(nodes - 1)}`;

/** Each by what it is an edit of. */
const kinds: Readonly<Record<string, () => unknown>> = {
  'the configuration of a node': () => {
    const level = below(1000);
    const node = someNode().replace('node-', 'own-');
    return editLattice((text) =>
      text.replace(new RegExp(`(\\.config\\.${node}\\]\\nlevel = )\\d+`), `$1${level}`),
    );
  },
  'the description of a node': () => {
    const node = someNode();
    const number = below(1000);
    return editLattice((text) =>
      text.replace(new RegExp(`(\\[node\\.${node}\\]\\ndescription = )"[^"]*"`), `$1"Edited ${number}"`),
    );
  },
  'the configuration of all': () =>
    editLattice((text) =>
      text.replace(/channel = "\w+"/, `channel = "${['stable', 'beta', 'nightly'][below(3)]}"`),
    ),
  'a comment in lattice.toml': () => editLattice((text) => `# ${below(1000)}\n${text}`),
  'a node that is new': () => {
    added += 1;
    append('lattice.toml', `\n[node.added-${added}]\nextends = ["${someNode()}"]\ntemplate = "shell"\n`);
  },
  'what a node extends': () =>
    editLattice((text) =>
      text.replace(/(\[node\.reads\]\nextends = \[)[^\]]*/, `$1"${someNode()}", "config-seed"`),
    ),
  'a template': () => append('templates/own.nix.eta', `# ${below(1000)}\n`),
  'what a template makes': () =>
    project.write(
      'templates/own.nix.eta',
      read('templates/own.nix.eta').replace(/cp \$text \$out[^"]*/, `cp $text $out # ${below(1000)}`),
    ),
  'a file that a template reads, and a check': () => project.write('docs/read.txt', `${below(1000)}\n`),
  'a new file in a source': () => project.write(`docs/new-${below(1000)}.txt`, 'new\n'),
  'a function of a crate': () => {
    left = 2 + below(1000);
  },
  'a comment in a crate': () => append('tally/src/lib.rs', `// ${below(1000)}\n`),
  'a file of a crate that is used whole': () => append('vendor/tiny/src/one.rs', `// ${below(1000)}\n`),
  'an input of files': () => project.write('words/one.txt', `${below(1000)}\n`),
  'the input of an input': () => append('extra/deep/flake.nix', `# ${below(1000)}\n`),
  'a flake of an owner': () => append('generated/free/flake.nix', `# ${below(1000)}\n`),
  'what a flake of an owner gives': () =>
    project.write(
      'generated/free/flake.nix',
      read('generated/free/flake.nix').replace(/env = \{[^}]*\}/, `env = { EDITED = "${below(1000)}"; }`),
    ),
  'what nixpkgs builds with': () => append('nixpkgs/stdenv/builder/hooks.sh', `# ${below(1000)}\n`),
  'a comment in nixpkgs': () => append('nixpkgs/flake.nix', `# ${below(1000)}\n`),
  'an unrelated file': () => append('unrelated/notes.txt', `${below(1000)}\n`),
};

interface Tally {
  affected: number;
  needless: number;
  runs: number;
}

test(
  `every node with another derivation is affected, after ${edits} edits`,
  async () => {
    const tallies = new Map<string, Tally>();
    const names = Object.keys(kinds);
    for (let index = 0; index < edits; index++) {
      // Each kind in turn, where there are enough edits.
      const kind = names[edits < names.length ? below(names.length) : index % names.length] ?? '';
      await kinds[kind]?.();
      const generated = await project.run('generate');
      expect([kind, generated.status, generated.err]).toEqual([kind, 0, expect.anything()]);
      commit();
      const { really, told } = await compare();
      const missed = really.filter((folder) => !told.includes(folder));
      expect({ kind, missed }).toEqual({ kind, missed: [] });
      const tally = tallies.get(kind) ?? { affected: 0, needless: 0, runs: 0 };
      tally.affected += told.length;
      tally.needless += told.filter((folder) => !really.includes(folder)).length;
      tally.runs += 1;
      tallies.set(kind, tally);
    }
    print(tallies);
  },
  edits * 120_000,
);

/** Nodes by folder, as Nix tells and as Nx tells; the hub, which has no derivation of its own, is left out. */
async function compare(): Promise<{ readonly really: readonly string[]; readonly told: readonly string[] }> {
  const range = ['--base=HEAD~1', '--head=HEAD'];
  const exact = await project.run('affected', ...range, '--json');
  expect([exact.status, exact.err]).toEqual([0, expect.anything()]);
  const { affected } = JSON.parse(exact.out) as { affected: readonly { node: string }[] };
  const shown = await workspace.nx('show', 'projects', '--affected', ...range, '--json');
  expect([shown.exitCode, shown.stderr]).toEqual([0, expect.anything()]);
  const folders = affected.map(
    ({ node }) => `generated/${/^crate--/.test(node) ? node : node.replace('--', '/')}`,
  );
  const told = (JSON.parse(shown.stdout) as readonly string[]).filter((name) => name !== 'generated');
  return { really: folders, told };
}

function print(tallies: ReadonlyMap<string, Tally>): void {
  const all = [...tallies.values()];
  const sum = (key: keyof Tally) => all.reduce((total, tally) => total + tally[key], 0);
  const lines = [...tallies].map(
    ([kind, { affected, needless, runs }]) =>
      `${String(runs).padStart(5)}  ${String(affected).padStart(8)}  ${String(needless).padStart(8)}  ${kind}`,
  );
  const share = (100 * sum('needless')) / Math.max(1, sum('affected'));
  process.stderr.write(
    [
      'EDITS  AFFECTED  NEEDLESS  AN EDIT OF',
      ...lines,
      `${share.toFixed(1)} % were needless: Nx goes by files, and what is above a changed one is affected with it, also where`,
      'a comment, a description or what only others use was changed. flake-lattice affected is exact.',
      '',
    ].join('\n'),
  );
}
