// Holds external inputs that are folders of the repository against what is there: takes a project and what its flakes
// declare, gives the faults that Nix would tell of without the line of lattice.toml.
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { ExternalInput } from '@flake-lattice/config-builder';
import type { CodedErrorParts } from '@flake-lattice/errors';
import type { DeclaredInputs } from '@flake-lattice/nix-text';
import { localFolder } from './local-folder.js';
import type { Project } from './read-project.js';
import { siblingsOf } from './siblings.js';

type Surroundings = Pick<Project, 'lattice' | 'repository' | 'output'>;

/** @param flakeAt what the flake in a folder of the repository declares, or is planned to */
export function faultsOfInputs(
  { lattice, repository, output }: Surroundings,
  flakeAt: (folder: string) => DeclaredInputs | undefined,
): readonly CodedErrorParts[] {
  const { root } = repository;
  const generated = relative(root, output);
  const shown = (folder: string) => relative(lattice.folder, join(root, folder)) || '.';
  return [...lattice.externals.values()].flatMap((external): readonly CodedErrorParts[] => {
    const folder = localFolder(external, lattice, root);
    if (folder === undefined) return [];
    // What is generated may not be there yet.
    const isGenerated = `${folder}/`.startsWith(`${generated}/`);
    const file = join(root, folder, external.flake ? 'flake.nix' : '');
    if (!isGenerated && !existsSync(file)) return [missing(external, shown(folder))];
    const circle = external.flake ? circleFrom(folder, external, flakeAt) : undefined;
    return circle ? [ofItself(external, circle.map(shown))] : [];
  });
}

/** The way by inputs from a flake back to it. What follows something else is not taken from that flake. */
function circleFrom(
  start: string,
  { follows }: ExternalInput,
  flakeAt: (folder: string) => DeclaredInputs | undefined,
): readonly string[] | undefined {
  const seen = new Set<string>();
  const waiting: (readonly string[])[] = [[start]];
  for (const way of waiting) {
    const at = way.at(-1) ?? start;
    for (const [name, folder] of siblingsOf(at, flakeAt(at))) {
      if (at === start && follows.has(name)) continue;
      if (folder === start) return [...way, start];
      if (!seen.has(folder)) waiting.push([...way, folder]);
      seen.add(folder);
    }
  }
  return undefined;
}

function missing({ name, flake, place }: ExternalInput, shown: string): CodedErrorParts {
  const what = flake ? 'no flake' : 'neither a folder nor a file';
  return {
    code: 'FLAKE_MISSING',
    message: `there is ${what} at \`${shown}\`, which the input \`${name}\` is to be`,
    hint: `name another folder by \`url\` of [inputs.${name}]; the path starts at the folder of lattice.toml${flake ? '\nor write flake = false there, for files that are no flake' : ''}`,
    place,
  };
}

function ofItself({ name, place }: ExternalInput, circle: readonly string[]): CodedErrorParts {
  return {
    code: 'NODE_CYCLE',
    message: `a circle: the input \`${name}\` is \`${circle.join('`, which has as input `')}\``,
    hint: `name another flake by \`url\` of [inputs.${name}], or take the input out of the nodes`,
    place,
  };
}
