// Holds the records of a lattice against each other: takes them, gives the faults of names, edges and circles. Pure.
import type { CodedErrorParts } from '@flake-lattice/errors';
import type { Edges } from '@flake-lattice/lattice';
import type { Origin } from '../origin.js';
import { edgesOf, type Lattice } from '../sources/lattice-record.js';
import type { MarkedTable } from '../toml/marked-table.js';
import { faultsOfCrates } from './check-crates.js';
import { faultsOfDistribution } from './check-distribution.js';
import { faultsOfExternals } from './check-externals.js';
import { faultsOfNames } from './check-names.js';
import { faultsOfNodes } from './check-nodes.js';
import { faultsAt } from './fault-at-path.js';
import { faultsOfCircles } from './find-circles.js';

/** @param document knows the place of each key */
export function faultsOfLattice(lattice: Lattice, document: MarkedTable<Origin>): readonly CodedErrorParts[] {
  const at = faultsAt(document);
  return [
    ...faultsOfNames(lattice, at),
    ...faultsOfExternals(lattice, at),
    ...faultsOfNodes(lattice, at),
    ...faultsOfCrates(lattice, at),
    ...faultsOfDistribution(lattice, at),
    ...faultsOfCircles(
      edgesOf(lattice),
      (name) => [lattice.crates.has(name) ? 'crate' : 'node', name, 'extends'],
      at,
    ),
    ...faultsOfCircles(followsOf(lattice), (name) => ['inputs', name, 'follows'], at),
  ];
}

function followsOf({ externals }: Lattice): Edges {
  return new Map([...externals].map(([name, { follows }]) => [name, [...follows.values()]]));
}
