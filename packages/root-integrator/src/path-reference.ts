// Writes the path of a flake as Nix takes it in a flake of the same repository: takes folders, gives `path:./generated`.
import { realpath } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { CodedError } from '@flake-lattice/errors';

export interface PathReferenceOptions {
  /** What the person wrote. */
  readonly name: string;
  readonly place: string;
  /** Absolute paths: of the flake that is the input, of the folder of the root flake, of the top of its repository. */
  readonly target: string;
  readonly flakeFolder: string;
  readonly top: string;
}

/** @throws CodedError INPUT_OUTSIDE, USAGE */
export async function pathReference(options: PathReferenceOptions): Promise<string> {
  const { name, place } = options;
  const [target, flakeFolder, top] = await Promise.all(
    [options.target, options.flakeFolder, options.top].map(realPath),
  );
  const within = relative(top as string, target as string);
  if (within === '..' || within.startsWith('../')) {
    throw new CodedError({
      code: 'INPUT_OUTSIDE',
      message: `\`${place}\` lies outside of \`${top}\`, and a flake reaches no path outside of its repository`,
      hint: `--input ${name}=path:${encodePath(target as string)}   (holds on this machine alone)\nor put it into the repository, or name it by a URL such as github:owner/repository`,
    });
  }
  const path = relative(flakeFolder as string, target as string);
  if (path === '') {
    throw new CodedError({
      code: 'USAGE',
      message: `\`${place}\` is the folder of the flake itself, which cannot be its own input`,
      hint: `name the folder of another flake: --input ${name}=./target/generated-flake`,
    });
  }
  return `path:${path === '..' || path.startsWith('../') ? '' : './'}${encodePath(path)}`;
}

/** What a URL does not hold as it is goes in as the bytes of UTF-8. */
function encodePath(path: string): string {
  return path.replace(/[^a-zA-Z0-9._~/+=@,-]/gu, (character) =>
    [...Buffer.from(character)]
      .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
      .join(''),
  );
}

/** With the symbolic links on the way to it followed, as far as it is there. */
async function realPath(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (fault) {
    const { code = '' } = fault as NodeJS.ErrnoException;
    if (!['ENOENT', 'ENOTDIR'].includes(code) || path === dirname(path)) throw fault;
    return join(await realPath(dirname(path)), basename(path));
  }
}
