// Counts the nodes of a build while it runs: takes what happens to derivations, gives a sentence.
import type { Derivation } from '@flake-lattice/programs';

export interface NodeCount {
  /** Which node is which derivation, and which of them are there already. */
  readonly know: (derivations: ReadonlyMap<string, Derivation>, isThere: (output: string) => boolean) => void;
  readonly begin: (derivation: string, name: string) => void;
  readonly end: (derivation: string) => void;
  /** `4 of 21 nodes done, 2 running: rust, tally; 15 left`. */
  readonly text: () => string;
}

/** More names than that are a number. */
const mostNames = 3;

/** @param all how many nodes there are */
export function countNodes(all: number): NodeCount {
  const nodesOf = new Map<string, string[]>();
  const done = new Set<string>();
  /** What is shown of each derivation that is being built; some are no nodes, but below one. */
  const running = new Map<string, readonly string[]>();
  return {
    know: (derivations, isThere) => {
      for (const [node, { derivation, output }] of derivations) {
        nodesOf.set(derivation, [...(nodesOf.get(derivation) ?? []), node]);
        if (isThere(output)) done.add(node);
      }
    },
    begin: (derivation, name) => {
      running.set(derivation, nodesOf.get(derivation) ?? [name]);
    },
    end: (derivation) => {
      running.delete(derivation);
      for (const node of nodesOf.get(derivation) ?? []) done.add(node);
    },
    text: () => {
      const names = [...running.values()].flat();
      const nodes = [...running.keys()].flatMap((derivation) => nodesOf.get(derivation) ?? []);
      const left = Math.max(0, all - done.size - nodes.length);
      const shown = names.slice(0, mostNames).join(', ');
      const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : '';
      const now = names.length === 0 ? '' : `, ${names.length} running: ${shown}${more}`;
      return `${done.size} of ${all} ${all === 1 ? 'node' : 'nodes'} done${now}${now === '' ? ',' : ';'} ${left} left`;
    },
  };
}
