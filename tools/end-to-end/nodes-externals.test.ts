// External flakes in a lattice: pinned in every generated flake, one of each in every lock, with real git and Nix.
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '@flake-lattice/programs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  createLatticeRepository,
  type LatticeRepository,
} from '../../packages/flake-template/src/lattice-repository.fixture.js';
import { describeWithNix, environmentWith, newestNix } from '../testing/nixes.js';

/** In milliseconds; the machine may be busy. */
const patience = 120_000;

let other: string;
let repository: LatticeRepository;

async function git(...args: readonly string[]): Promise<string> {
  const who = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', '-c', 'commit.gpgsign=false'];
  const env = environmentWith(newestNix);
  const { stdout, exitCode, stderr } = await runProgram('git', [...who, ...args], { cwd: other, env });
  if (exitCode !== 0) throw new Error(stderr);
  return stdout.trim();
}

async function commit(word: string): Promise<string> {
  const inputs =
    'inputs.names.url = "git+file:///nonexistent"; inputs.nixpkgs.url = "git+file:///nonexistent";';
  const outputs = `outputs = { self, names, nixpkgs }: { word = "${word} " + builtins.readFile (names + "/name") + nixpkgs.lib.last [ "!" ]; };`;
  await writeFile(join(other, 'flake.nix'), `{ ${inputs} ${outputs} }\n`);
  await git('add', '.');
  await git('commit', '--quiet', '--message', word);
  return git('rev-parse', 'HEAD');
}

/** Hands on what the external flake gives; its inputs are those that a template sees. */
const template = `{
  description = <%= it.description %>;
  inputs = <%= it.inputs %>;
  outputs = inputs: {
    lib.word = inputs.words.word;
    lib.config = <%= it.config %>;
  };
}
`;

beforeAll(async () => {
  other = await realpath(await mkdtemp(join(tmpdir(), 'other-')));
  await git('init', '--quiet');
  const pinned = await commit('pinned');
  await commit('newer');
  const url = `git+file://${other}`;
  repository = await createLatticeRepository({
    'words.nix.eta': template,
    'names/name': 'lattice',
    'lattice.toml': `
[inputs.nixpkgs]
url = "path:./nix/host-nixpkgs"
[inputs.names]
url = "path:./names"
flake = false
[inputs.words]
url = "${url}"
pin = "${url}?rev=${pinned}"
[inputs.words.follows]
names = "names"
nixpkgs = "nixpkgs"
[node.seed]
[node.one]
extends = ["seed"]
inputs = ["words"]
template = "words.nix.eta"
[node.two]
extends = ["seed"]
inputs = ["words"]
template = "words.nix.eta"
[node.both]
extends = ["one", "two"]
template = "words.nix.eta"
`,
  });
  await repository.generate();
}, patience);

afterAll(async () => {
  await repository.remove();
  await rm(other, { recursive: true });
});

const word = 'pinned lattice!';

describeWithNix('an external flake', (nix) => {
  test(
    'is the pinned one wherever a node takes it, and once in the lock of the hub',
    async () => {
      await repository.nix(nix, ['flake', 'lock', './generated']);
      const apply = 'inputs: map (node: inputs.${node}.lib.word or null) [ "one" "two" "both" ]';
      const flake = `(builtins.getFlake "git+file://${repository.root}?dir=generated").inputs`;
      const args = ['eval', '--impure', '--json', '--expr', `(${apply}) ${flake}`];
      expect(JSON.parse(await repository.nix(nix, args))).toEqual([word, word, word]);
      const { nodes } = JSON.parse(await repository.nix(nix, ['flake', 'metadata', '--json', './generated']))
        .locks as { nodes: Record<string, unknown> };
      const names = ['both', 'names', 'nixpkgs', 'one', 'root', 'seed', 'two', 'words'];
      expect(Object.keys(nodes).sort()).toEqual(names);
    },
    patience,
  );
});

describeWithNix(
  'a node alone',
  (nix) => {
    test(
      'takes the pinned one without a lock, once',
      async () => {
        for (const node of ['one', 'both']) {
          const flake = `./generated/${node}`;
          expect(
            await repository.nix(nix, ['eval', '--raw', '--no-write-lock-file', `${flake}#lib.word`]),
          ).toBe(word);
          const metadata = ['flake', 'metadata', '--json', '--no-write-lock-file', flake];
          const { locks } = JSON.parse(await repository.nix(nix, metadata));
          expect(Object.keys(locks.nodes).filter((name) => name.startsWith('words'))).toEqual(['words']);
        }
      },
      patience,
    );
  },
  [newestNix],
);
