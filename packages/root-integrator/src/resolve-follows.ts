// Looks along the path of a `follows` as far as it leads through flakes of this file system: takes the path, refuses one
// that ends nowhere, gives the request with the inputs of the flake at its end.
import { join, relative } from 'node:path';
import { CodedError } from '@flake-lattice/errors';
import { type Flake, readFlake, SyntaxFault } from '@flake-lattice/nix-text';
import { type FollowsRequest, type InputRequest, isFollows } from './request.js';
import { localFolder, readTarget, type Surroundings } from './resolve-input.js';
import { referenceOf, splitPath } from './steps/flake-reference.js';
import { inputNamesOf } from './steps/input-names.js';

/**
 * @param text of the root flake, where there is one
 * @param taken what else is taken in, resolved
 * @throws CodedError INPUT_UNKNOWN where a flake on the way has no such input; FLAKE_SYNTAX
 */
export async function resolveFollows(
  request: FollowsRequest,
  text: string | undefined,
  taken: readonly InputRequest[],
  { cwd, flakeFolder, expected }: Surroundings,
): Promise<FollowsRequest> {
  const [head = '', ...rest] = splitPath(request.follows);
  const source = taken.find(({ name }) => name === head);
  if (source && isFollows(source)) return request;
  const url = source?.url ?? urlOf(text, head);
  let folder = url === undefined ? undefined : localFolder(url, flakeFolder);
  let names = expected?.get(head);
  for (const name of rest) {
    const flake: Flake | undefined =
      folder === undefined || names ? undefined : await readTarget(join(folder, 'flake.nix'));
    names ??= flake && knownNamesOf(flake);
    if (!names) return request;
    if (!names.includes(name))
      throw unknown(request, name, names, folder === undefined ? head : relative(cwd, folder) || '.');
    const below = flake && urlIn(flake, name);
    folder = folder === undefined || below === undefined ? undefined : localFolder(below, folder);
    names = undefined;
  }
  const last = folder === undefined ? undefined : await readTarget(join(folder, 'flake.nix'));
  const inputNames = last && knownNamesOf(last);
  return inputNames ? { ...request, inputNames } : request;
}

function unknown(
  { name, follows }: FollowsRequest,
  missing: string,
  names: readonly string[],
  where: string,
): CodedError {
  const listed = names.map((each) => `\`${each}\``).join(', ');
  return new CodedError({
    code: 'INPUT_UNKNOWN',
    message: `\`${name}\` would follow \`${follows}\`, and the flake in \`${where}\` has no input \`${missing}\``,
    hint:
      listed === ''
        ? 'name another input: it has none'
        : `name one of its inputs: ${listed}\nor generate it again where it is older than its sources`,
  });
}

/** A text that cannot be read is judged by the plan, which says so. */
function urlOf(text: string | undefined, name: string): string | undefined {
  if (text === undefined) return undefined;
  try {
    return urlIn(readFlake(text), name);
  } catch (fault) {
    if (fault instanceof SyntaxFault) return undefined;
    throw fault;
  }
}

function urlIn(flake: Flake, name: string): string | undefined {
  const leaves = flake.inputs.get(name)?.leaves ?? [];
  return referenceOf(leaves.find(({ path }) => path.length === 1 && path[0] === 'url')?.value);
}

/** Nothing where only evaluation tells. */
function knownNamesOf(flake: Flake): readonly string[] | undefined {
  return flake.unreadable.length > 0 ? undefined : inputNamesOf(flake);
}
