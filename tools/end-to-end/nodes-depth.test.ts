// Nodes at the top of deep lattices: their derivations are found alone and through the hub, without a stack overflow.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  createLatticeRepository,
  type LatticeRepository,
} from '../../packages/flake-template/src/lattice-repository.fixture.js';
import { describeWithNix, newestNix, type TestedNix } from '../testing/nixes.js';
import { system } from './nodes.fixture.js';

const depth = 300;

/** Six hundred nodes take a while; the package alone, which is the deepest, is the sample. */
const isProof = Number(process.env.FLAKE_LATTICE_RUNS ?? 1) > 1;

/** In milliseconds: Nix locks hundreds of flakes, and the machine may be busy. */
const patience = 300_000;

type Edges = readonly (readonly [name: string, names: readonly string[]])[];

const chain: Edges = Array.from({ length: depth }, (_, at) => [`n${at}`, at === 0 ? [] : [`n${at - 1}`]]);

/** Two nodes a layer, each upon both below: 2^300 ways from the top to the bottom. */
const layers: Edges = [
  ...Array.from({ length: depth }, (_, at) =>
    ['a', 'b'].map((side) => [`${side}${at}`, at === 0 ? [] : [`a${at - 1}`, `b${at - 1}`]] as const),
  ).flat(),
  ['top', [`a${depth - 1}`, `b${depth - 1}`]],
];

/** Packages use packages below; all have tools and variables, and what makes a derivation deep is each of the kinds. */
const templates = ['package', 'shell', 'check', 'package'] as const;

function latticeOf(edges: Edges): string {
  const nodes = edges.map(([name, names], at) => {
    const template = templates[at % templates.length];
    const script = template === 'shell' ? `export LAST=${name}` : `mkdir $out || touch $out; : ${name}`;
    return `[node.${name}]
extends = ${JSON.stringify(names)}
template = "${template}"
packages = ["jq"]
script = "${script}"
env.V_${name} = "${at}"
`;
  });
  return `[inputs.nixpkgs]\nurl = "path:./nix/host-nixpkgs"\n${nodes.join('')}`;
}

describe.each([
  ['a chain', chain],
  ['layers of two', layers],
])('%s of 300', (_, edges) => {
  const top = edges.at(-1)?.[0] ?? '';
  let repository: LatticeRepository;
  const found: Record<string, readonly string[]> = {};
  beforeAll(async () => {
    repository = await createLatticeRepository({ 'lattice.toml': latticeOf(edges) });
    await repository.generate();
  }, patience);
  afterAll(() => repository.remove());

  /** Of package, shell and check, each in an evaluation of its own, so that none is forced by another. */
  const derivations = async (nix: TestedNix, flake: string, name: string): Promise<readonly string[]> => {
    const all = [`packages.${system}.${name}`, `devShells.${system}.${name}`, `checks.${system}.${top}`];
    const outputs = edges.length > depth && !isProof ? all.slice(0, 1) : all;
    const paths: string[] = [];
    for (const output of outputs) {
      const args = ['eval', '--raw', '--no-write-lock-file', `${flake}#${output}.drvPath`];
      paths.push(await repository.nix(nix, args));
    }
    return paths;
  };

  describeWithNix('through the hub', (nix) => {
    test(
      'the top has its derivations',
      async () => {
        found[nix.path] = await derivations(nix, './generated', top);
        const patterns = [`-${top}(-check)?\\.drv$`, `-${top}-shell\\.drv$`, `-${top}-check\\.drv$`];
        const paths = found[nix.path] ?? [];
        for (const [at, path] of paths.entries()) expect(path).toMatch(new RegExp(patterns[at] ?? ''));
        expect(paths.length).toBeGreaterThan(0);
      },
      patience,
    );
  });

  describeWithNix(
    'alone',
    (nix) => {
      test(
        'the top has the same ones',
        async () => {
          expect(await derivations(nix, `./generated/${top}`, 'default')).toEqual(found[nix.path]);
        },
        patience,
      );
    },
    [newestNix],
  );
});
