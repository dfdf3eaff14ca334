// Finds flakes that are part of what is built: takes the Nix files of a repository, gives for each flake the place where a
// folder that holds its flake.nix is named as a source, so that an edit of the flake would rebuild what is built of that.
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import {
  findPlace,
  isTrivia,
  readFlake,
  resolveFolder,
  type Span,
  SyntaxFault,
  tokenize,
} from '@flake-lattice/nix-text';

export interface NamedFolder {
  /** Relative to the root of the repository, as all here. */
  readonly folder: string;
  readonly file: string;
  readonly line: number;
}

/** Each folder of the repository that a path in a Nix file names, but for what is imported and for inputs of flakes. */
export function findNamedFolders(root: string, files: readonly string[]): readonly NamedFolder[] {
  return files.flatMap((file) => {
    const text = readText(join(root, file));
    if (text === undefined) return [];
    const within = dirname(file) === '.' ? '' : dirname(file);
    return pathsIn(text, basename(file) === 'flake.nix').flatMap(({ path, offset }) => {
      const folder = resolveFolder(within, path);
      return folder === undefined ? [] : [{ folder, file, line: findPlace(text, offset).line }];
    });
  });
}

/**
 * Where the flake is part of a source; nothing where that source holds all of the lattice, since it changes with any file of
 * the repository.
 *
 * @param lattice folder of lattice.toml
 */
export function findOwnSource(
  flake: string,
  lattice: string,
  named: readonly NamedFolder[],
): NamedFolder | undefined {
  const holds = (folder: string, path: string) =>
    folder === '' || folder === path || path.startsWith(`${folder}/`);
  const inFlake = flake === '' ? '' : `${flake}/`;
  return named.find(({ folder }) => {
    if (folder === `${inFlake}flake.nix` || folder === `${inFlake}flake.lock`) return true;
    return holds(folder, flake) && !holds(folder, lattice);
  });
}

interface WrittenPath {
  readonly path: string;
  readonly offset: number;
}

/** Paths that begin with `./` or `../`, and have nothing added to them. */
function pathsIn(text: string, isFlake: boolean): readonly WrittenPath[] {
  const tokens = tokenize(text).filter((token) => !isTrivia(token));
  const inputs = isFlake ? inputsOf(text) : [];
  return tokens.flatMap(({ kind, text: path, start }, index) => {
    if (kind !== 'path' || !/^\.{1,2}(?:\/|$)/.test(path)) return [];
    if (inputs.some((span) => span.start <= start && start < span.end)) return [];
    const [before, after] = [tokens[index - 1], tokens[index + 1]];
    if (before?.kind === 'identifier' && /^(?:import|callPackages?|scopedImport)$/.test(before.text))
      return [];
    if (after?.text === '+' || after?.kind === 'interpolation-open') return [];
    return [{ path, offset: start }];
  });
}

function inputsOf(text: string): readonly Span[] {
  try {
    const { set } = readFlake(text);
    return set.bindings.filter((each) => each.kind === 'assignment' && each.path[0]?.name === 'inputs');
  } catch (fault) {
    if (fault instanceof SyntaxFault) return [];
    throw fault;
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
