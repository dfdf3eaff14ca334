// For tests of locks: random lattices of several shapes, and the flakes of their nodes, of the hub and of a root.
import { buildPoset, type Edges, type Follow, type Poset, planFollows } from '@flake-lattice/lattice';
import type { DeclaredInput, DeclaredInputs } from '@flake-lattice/nix-text';
import type { TestFlakes } from './locks-repository.fixture.js';

/** Numbers from a seed, the same on every machine: the minimal standard generator of Park and Miller. */
export class Random {
  #state: number;

  constructor(seed: number) {
    // Neighbouring seeds begin far apart.
    const mixed = Math.imul(seed ^ (seed >>> 16), 0x45d9f3b) >>> 0;
    this.#state = (((mixed ^ (mixed >>> 16)) >>> 0) % 2147483646) + 1;
    for (let step = 0; step < 8; step += 1) this.below(1);
  }

  /** An integer from 0 to below the bound. */
  below(bound: number): number {
    this.#state = (this.#state * 48271) % 2147483647;
    return Math.floor((this.#state / 2147483647) * bound);
  }
}

export const shapes = ['random', 'layered', 'tall', 'chain', 'diamond', 'dense'] as const;
export type Shape = (typeof shapes)[number];

/** Names that sort in another order than they build upon each other, some of which need quotes or look numbered. */
function nameOf(index: number): string {
  const first = ['n', 'B', 'node-', 'x_', 'a'][index % 5];
  return index % 11 === 10 ? `a_${index}` : `${first}${(index * 7919) % 100_003}`;
}

export function makeEdges(shape: Shape, count: number, random: Random): Edges {
  const widths = { diamond: 2, tall: 3, layered: Math.max(1, Math.min(20, Math.ceil(Math.sqrt(count)))) };
  const width = shape in widths ? widths[shape as keyof typeof widths] : 1;
  const parentsOf = (index: number): readonly number[] => {
    const layer = Math.floor(index / width);
    switch (shape) {
      case 'random':
        return [...Array(Math.min(index, 1 + random.below(4)))].map(() => random.below(index));
      case 'chain':
        return index === 0 ? [] : [index - 1];
      case 'diamond':
        return layer === 0 ? [] : [2 * layer - 2, 2 * layer - 1];
      case 'layered':
      case 'tall':
        return layer === 0
          ? []
          : [...Array(1 + random.below(3))].map(() => (layer - 1) * width + random.below(width));
      case 'dense':
        return [...Array(index).keys()].filter(() => random.below(3) === 0);
    }
  };
  const edges = [...Array(count).keys()].map(
    (index) => [nameOf(index), parentsOf(index).map(nameOf)] as const,
  );
  return new Map(edges);
}

export interface LatticeFlakes {
  readonly poset: Poset;
  readonly flakes: TestFlakes;
  readonly folderOf: (node: string) => string;
}

export interface LatticeOptions {
  /** External inputs beside nixpkgs, by name, with the nodes that take them. */
  readonly externals?: ReadonlyMap<
    string,
    { readonly url: string; readonly takenBy: (node: string) => boolean }
  >;
  /** The Nix text of each node's outputs, given the names of those that it extends. */
  readonly outputsOf?: (node: string, extended: readonly string[]) => string;
}

const nothing: NonNullable<LatticeOptions['externals']> = new Map();

/** In `generated/NODE`, `generated` and the repository's own folder; nixpkgs is a flake in `nixpkgs`. */
export function makeLattice(
  edges: Edges,
  { externals = nothing, outputsOf }: LatticeOptions = {},
): LatticeFlakes {
  const poset = buildPoset(edges);
  const folderOf = (node: string) => `generated/${node}`;
  const taken = new Map<string, readonly string[]>();
  for (const node of poset.elements) {
    const below = poset.extendsOf(node).flatMap((lower) => taken.get(lower) ?? []);
    const own = [...externals].filter(([, { takenBy }]) => takenBy(node)).map(([name]) => name);
    taken.set(node, [...new Set(['nixpkgs', ...own, ...below])].sort());
  }
  const externalsOf = (node: string) => taken.get(node) ?? [];
  const urlOf = (external: string, up: string) =>
    external === 'nixpkgs' ? `path:${up}/nixpkgs` : (externals.get(external)?.url as string);

  const flakes = new Map<string, { inputs: DeclaredInputs; outputs?: string }>([
    ['nixpkgs', { inputs: new Map(), outputs: '_: { builder = "/bin/sh"; }' }],
  ]);
  const hub = new Map<string, DeclaredInput>();
  for (const node of poset.elements) {
    const inputs = new Map<string, DeclaredInput>();
    for (const external of externalsOf(node)) inputs.set(external, { url: urlOf(external, '../..') });
    for (const lower of poset.extendsOf(node)) inputs.set(lower, { url: `path:../${lower}` });
    const outputs = outputsOf?.(node, poset.extendsOf(node));
    flakes.set(folderOf(node), {
      inputs: withFollows(inputs, planFollows(poset, node, externalsOf)),
      ...(outputs === undefined ? {} : { outputs }),
    });
    const followed = [...inputs.keys()].map((name): [string, DeclaredInput] => [name, { follows: [name] }]);
    hub.set(node, { url: `path:./${node}`, inputs: new Map(followed) });
    for (const external of externalsOf(node)) hub.set(external, { url: urlOf(external, '..') });
  }
  const first = poset.elements[0] as string;
  flakes.set('generated', { inputs: hub, outputs: '{ self, nixpkgs, ... }@inputs: inputs' });
  flakes.set('', {
    inputs: new Map<string, DeclaredInput>([
      ['nixpkgs', { url: 'path:./nixpkgs' }],
      ['lattice', { url: 'path:./generated', inputs: new Map([['nixpkgs', { follows: ['nixpkgs'] }]]) }],
      ['seed', { follows: ['lattice', first] }],
    ]),
    outputs: 'inputs: inputs',
  });
  return { poset, flakes, folderOf };
}

/** `inputs` with what is said of their inputs, in nested form. */
function withFollows(inputs: DeclaredInputs, follows: readonly Follow[]): DeclaredInputs {
  const grown: Growing = new Map([...inputs].map(([name, { url = '' }]) => [name, { url }]));
  for (const { path, target } of follows) {
    let at = grown;
    let input: GrowingInput = {};
    for (const name of path) {
      input = at.get(name) ?? {};
      at.set(name, input);
      input.inputs ??= new Map();
      at = input.inputs;
    }
    delete input.inputs;
    input.follows = target;
  }
  return grown;
}

type Growing = Map<string, GrowingInput>;
interface GrowingInput {
  url?: string;
  follows?: readonly string[];
  inputs?: Growing;
}
