// The targets of a node: takes it with its options, gives what Nx runs, after what, from which files, and what it may keep.

import type { LatticeNode } from '../graph/graph.js';
import type { ProjectConfiguration, TargetConfiguration } from '../nx-devkit.js';
import { generationNote } from './generation-note.js';

/** All files of a node, in its folder and outside. A node has those of the nodes below it too: `^flake`. */
const flake = 'flake';

/** What else a derivation depends on. Under one name, since Nx keeps a note of where each part of a target comes from. */
const derivation = 'derivation';

/** Prints the system and the compilers of the machine that the task runs on. */
const machine = { runtime: `node -e "require('@flake-lattice/nx/machine')"` };

/** Prints another line whenever something that was built has left the store. */
const store = { runtime: `node -e "require('@flake-lattice/nx/store')"` };

export interface NodeTargets {
  readonly namedInputs: NonNullable<ProjectConfiguration['namedInputs']>;
  readonly targets: Record<string, TargetConfiguration>;
}

/** @param sources globs of what the lattice is declared by; of the hub alone */
export function targetsOf(node: LatticeNode, sources: readonly string[]): NodeTargets {
  const { folder, tree, files } = node;
  const note = generationNote(folder);
  // A generation that changes what a task of the same run reads leaves a note that no other run has: see `generationNote`.
  const generated = { dependentTasksOutputFiles: note, transitive: false };
  const read = [`^${flake}`, derivation, generated];
  const inWorkspace = (path: string) => `{workspaceRoot}/${path}`;
  const targets: Record<string, TargetConfiguration> = {
    generate: {
      executor: '@flake-lattice/nx:generate',
      dependsOn: ['^generate'],
      inputs: [flake, ...sources.map(inWorkspace)],
      outputs: [inWorkspace(note)],
      cache: false,
    },
    build: {
      executor: '@flake-lattice/nx:build',
      dependsOn: ['generate', '^build'],
      inputs: [...read, store],
      outputs: [],
      cache: true,
    },
    check: {
      executor: '@flake-lattice/nx:check',
      dependsOn: ['generate', '^check'],
      inputs: read,
      outputs: [],
      cache: true,
    },
  };
  if (folder !== tree.folder) {
    targets.develop = {
      executor: '@flake-lattice/nx:develop',
      dependsOn: ['generate'],
      // Not continuous, although a person may sit in it for long: of such a task Nx tells no exit status.
      cache: false,
    };
  }
  const namedInputs = {
    [flake]: ['{projectRoot}/**/*', ...files.map(inWorkspace)],
    [derivation]: [flake, { externalDependencies: [] }, machine],
  };
  return { namedInputs, targets };
}
