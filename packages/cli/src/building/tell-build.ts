// Tells others of a build while it runs: takes what happens to derivations, leaves word of each node in the state folder.
import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import type { BuildState, DiagramBuild } from '@flake-lattice/lattice-page';
import type { Derivation } from '@flake-lattice/programs';
import type { Project } from '../project/read-project.js';
import { endWord, folderOfWords, writeWord } from './build-word.js';
import type { NodeResult } from './node-results.js';

export interface ToldBuild {
  /** Which node is which derivation, once that is known. */
  readonly know: (derivations: ReadonlyMap<string, Derivation>) => void;
  readonly begin: (derivation: string) => void;
  readonly end: (derivation: string) => void;
  /** Nothing where the build broke off. */
  readonly finish: (results?: readonly NodeResult[]) => void;
}

/** Words are that far apart at least, in milliseconds. */
const pause = 200;

/** @param nodes that are to be built */
export function tellBuild(
  project: Pick<Project, 'repository' | 'output'>,
  nodes: readonly string[],
): ToldBuild {
  const folder = folderOfWords(project);
  const states = new Map<string, DiagramBuild>();
  const byDerivation = new Map<string, { readonly node: string; readonly output: string }[]>();
  const set = (node: string, state: BuildState, more: Partial<DiagramBuild> = {}) =>
    states.set(node, { state, at: new Date().toISOString(), ...more });
  const word = () => ({ pid: process.pid, host: hostname(), nodes: Object.fromEntries(states) });
  let due: NodeJS.Timeout | undefined;
  const tell = () => {
    due ??= setTimeout(() => {
      due = undefined;
      writeWord(folder, word());
    }, pause);
  };
  for (const node of nodes) set(node, 'queued');
  writeWord(folder, word());
  return {
    know: (derivations) => {
      for (const [node, { derivation, output }] of derivations) {
        byDerivation.set(derivation, [...(byDerivation.get(derivation) ?? []), { node, output }]);
      }
    },
    begin: (derivation) => {
      for (const { node } of byDerivation.get(derivation) ?? []) set(node, 'building');
      tell();
    },
    end: (derivation) => {
      // Nix does not say how it ended; one that failed leaves nothing behind.
      for (const { node, output } of byDerivation.get(derivation) ?? [])
        if (existsSync(output)) set(node, 'built', { output });
      tell();
    },
    finish: (results) => {
      clearTimeout(due);
      for (const [node, { state }] of states) {
        if (state === 'queued') states.delete(node);
        else if (state === 'building') set(node, 'unknown');
      }
      for (const { node, outcome, output, seconds, reason } of results ?? []) {
        const isThere = outcome !== 'failed' && outcome !== 'skipped';
        set(node, outcome, {
          ...(isThere ? { output } : {}),
          ...(seconds === undefined ? {} : { seconds }),
          ...(reason === undefined ? {} : { reason }),
        });
      }
      endWord(folder, word());
    },
  };
}
