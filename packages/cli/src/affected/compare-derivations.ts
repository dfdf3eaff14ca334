// Model: takes the derivations of two revisions of a lattice, gives the nodes that differ, and in which outputs.
import { type HubDerivations, type HubOutput, hubOutputs } from '@flake-lattice/programs';

export type ChangedOutput = 'package' | 'shell' | 'check';

export interface AffectedNode {
  readonly node: string;
  /** Whether the earlier revision has the node. */
  readonly change: 'added' | 'changed';
  readonly outputs: readonly ChangedOutput[];
}

export interface DerivationDifference {
  /** Sorted by name. */
  readonly affected: readonly AffectedNode[];
  /** Nodes that the later revision does not have, sorted. */
  readonly removed: readonly string[];
  /** How many nodes have the same derivations in both. */
  readonly unaffected: number;
}

const words: Readonly<Record<HubOutput, ChangedOutput>> = {
  packages: 'package',
  devShells: 'shell',
  checks: 'check',
};

/** What cannot be evaluated before is taken for changed. */
export function compareDerivations(before: HubDerivations, after: HubDerivations): DerivationDifference {
  const earlier = byNode(before);
  const later = byNode(after);
  const affected = [...later.keys()].sort().flatMap((node): readonly AffectedNode[] => {
    const [was, is] = [earlier.get(node), later.get(node)];
    const differing = hubOutputs.filter((output) => was?.get(output) !== is?.get(output));
    if (was !== undefined && differing.length === 0) return [];
    return [
      {
        node,
        change: was === undefined ? 'added' : 'changed',
        outputs: differing.map((output) => words[output]),
      },
    ];
  });
  return {
    affected,
    removed: [...earlier.keys()].filter((node) => !later.has(node)).sort(),
    unaffected: later.size - affected.length,
  };
}

/** For each node, one text for each of its outputs that tells all its derivations. */
function byNode(derivations: HubDerivations): ReadonlyMap<string, ReadonlyMap<HubOutput, string>> {
  const nodes = new Map<string, Map<HubOutput, string>>();
  const names = [...derivations.packages.keys(), ...derivations.devShells.keys()];
  for (const output of hubOutputs) {
    for (const [name, path] of derivations[output]) {
      const node = output === 'checks' ? nodeOfCheck(name, names) : name;
      const outputs = nodes.get(node) ?? new Map<HubOutput, string>();
      const told = `${name}=${path ?? `cannot be evaluated`}`;
      outputs.set(output, [outputs.get(output), told].filter(Boolean).join('\n'));
      nodes.set(node, outputs);
    }
  }
  return nodes;
}

/** The hub names a check after its node, and the checks of a flake that somebody wrote `NODE-CHECK`. */
export function nodeOfCheck(check: string, nodes: readonly string[]): string {
  const fitting = nodes.filter((node) => check === node || check.startsWith(`${node}-`));
  return fitting.reduce((longest, node) => (node.length > longest.length ? node : longest), '') || check;
}
