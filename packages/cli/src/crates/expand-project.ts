// Takes a project as lattice.toml declares it, gives it with the units of its crates as nodes.
import { edgesOf, type Lattice } from '@flake-lattice/config-builder';
import { CodedError } from '@flake-lattice/errors';
import type { RustNode, RustNodes } from '@flake-lattice/flake-template';
import { buildPoset, type Edges, findCycle } from '@flake-lattice/lattice';
import type { Project } from '../project/read-project.js';
import type { SplitOfCrate } from './node-names.js';
import { rustNodes } from './rust-nodes.js';
import { type LatticeIo, splitterOf } from './split-crate.js';

/**
 * Has the crates of a lattice split, and makes their units nodes of its order.
 *
 * @throws CodedError NAME_CLASH, NODE_CYCLE, and every error of the splitting
 */
export async function expandProject<Given extends Project>(project: Given, io: LatticeIo): Promise<Given> {
  const { lattice } = project;
  if (lattice.crates.size === 0) return project;
  const splitCrate = splitterOf(io);
  const splits: SplitOfCrate[] = [];
  // One after the other: each keeps all processors busy.
  for (const crate of lattice.crates.values())
    splits.push({ crate, split: await splitCrate(crate, lattice) });
  const nodes = rustNodes(lattice, splits);
  refuseClashes(lattice, nodes);
  const packages = new Map(nodes.map((node) => [node.name, node]));
  const edges = edgesWith(lattice, packages);
  const cycle = findCycle(edges);
  if (cycle) throw circle(cycle, lattice);
  return { ...project, poset: buildPoset(edges), packages, splits };
}

function edgesWith(lattice: Lattice, packages: RustNodes): Edges {
  const edges = new Map(edgesOf(lattice));
  for (const { name, dependencies, buildDependencies, testDependencies } of packages.values()) {
    const uses = [...dependencies, ...buildDependencies, ...testDependencies];
    edges.set(name, [...(edges.get(name) ?? []), ...uses]);
  }
  return edges;
}

/** Names of units are made from those of declarations, so that only a split tells them. */
function refuseClashes({ nodes, externals, shown }: Lattice, packages: readonly RustNode[]): void {
  const byCase = new Map([...nodes.keys(), ...externals.keys()].map((name) => [name.toLowerCase(), name]));
  for (const { name, kind } of packages) {
    if (kind === 'facade') continue;
    const other = byCase.get(name.toLowerCase());
    byCase.set(name.toLowerCase(), name);
    if (other === undefined) continue;
    throw new CodedError({
      code: 'NAME_CLASH',
      message: `\`${name}\` is made of a crate, and \`${other}\` has that name already`,
      hint: `give \`${other}\` another name in ${shown}`,
      place: { file: shown },
    });
  }
}

function circle(cycle: readonly string[], { shown }: Lattice): CodedError {
  return new CodedError({
    code: 'NODE_CYCLE',
    message: `a circle: ${cycle.map((name) => `\`${name}\``).join(' builds upon ')}`,
    hint: `take the crate's facade out of what it builds upon, in the extends of ${shown}`,
    place: { file: shown },
  });
}
