// Collects the flakes of all output folders: takes what the manifests name, adds what hubs and nodes lead to within them,
// such as ejected nodes, and notes what cannot be read.
import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { CodedError } from '@flake-lattice/errors';
import type { InputFacts } from '../flake-facts/facts.js';
import type { FactsStore } from './facts-store.js';
import { type GeneratedTree, isWithin } from './generated-trees.js';
import { type CollectedFlake, fileOf, type GraphFault } from './graph.js';

/** By folder. */
export function collectFlakes(
  trees: readonly GeneratedTree[],
  store: FactsStore,
  root: string,
  faults: GraphFault[],
): ReadonlyMap<string, CollectedFlake> {
  const flakes = new Map<string, CollectedFlake>();
  const led: Lead[] = [];
  for (const tree of trees) {
    const waiting = [tree.folder, ...[...tree.flakes.keys()].map((file) => posix.dirname(file))];
    for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
      if (flakes.has(folder)) continue;
      const file = fileOf(folder);
      const read = store.flakeAt(file);
      if (!read) continue;
      const { facts, hash } = read;
      if (facts.fault) faults.push({ file, error: syntaxError(file, facts.fault) });
      const isPristine = tree.flakes.get(file)?.includes(hash) ?? false;
      flakes.set(folder, { folder, file, tree, facts, isPristine });
      for (const [name, input] of Object.entries(facts.inputs ?? {})) {
        const target = folderOf(folder, input);
        if (target === undefined) continue;
        led.push({ file, name, target, isFiles: input.isFiles ?? false });
        if (isWithin(target, tree.folder)) waiting.push(target);
      }
    }
  }
  faults.push(...findMissing(led, flakes, root));
  return flakes;
}

/** Where an input of a flake leads within the repository. */
interface Lead {
  readonly file: string;
  readonly name: string;
  readonly target: string;
  readonly isFiles: boolean;
}

function findMissing(
  led: readonly Lead[],
  flakes: ReadonlyMap<string, CollectedFlake>,
  root: string,
): readonly GraphFault[] {
  // Many lead to the same few.
  const known = new Map<string, boolean>();
  const isThere = (path: string): boolean => {
    if (!known.has(path)) known.set(path, existsSync(join(root, path)));
    return known.get(path) as boolean;
  };
  return led.flatMap(({ file, name, target, isFiles }) =>
    // Nothing is known of what lies outside the workspace.
    flakes.has(target) || target.startsWith('..') || isThere(isFiles ? target : fileOf(target))
      ? []
      : [{ file, error: missingError(file, name, target) }],
  );
}

function folderOf(from: string, { folder }: InputFacts): string | undefined {
  return folder === undefined ? undefined : posix.join(from, folder).replace(/\/$/, '');
}

function syntaxError(
  file: string,
  { message, line, column, mend }: NonNullable<CollectedFlake['facts']['fault']>,
): CodedError {
  return new CodedError({
    code: 'FLAKE_SYNTAX',
    message: `\`${file}\` is not valid Nix: ${message}`,
    hint:
      mend ?? 'flake-lattice generate --overwrite   (writes it anew, if nobody needs what was edited there)',
    place: { file, line, column },
  });
}

function missingError(file: string, input: string, folder: string): CodedError {
  return new CodedError({
    code: 'INPUT_PATH_MISSING',
    message: `the input \`${input}\` leads to \`${folder}\`, and there is no flake`,
    hint: 'flake-lattice generate   (writes the flakes that are missing)',
    place: { file },
  });
}
