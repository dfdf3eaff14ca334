// Reads `--input NAME=PLACE` and `--follows NAME=PATH`: takes the argument, gives the name and what it is to be.
import { CodedError } from '@flake-lattice/errors';
import { isIdentifier } from '@flake-lattice/nix-text';
import type { FollowsRequest } from './request.js';
import { splitPath } from './steps/flake-reference.js';

export interface InputArgument {
  readonly name: string;
  /** A URL has a scheme, as in `github:owner/repository`; everything else is a path. */
  readonly kind: 'path' | 'url';
  readonly place: string;
}

/** @throws CodedError USAGE, INPUT_NAME_INVALID */
export function readInputArgument(argument: string): InputArgument {
  const equals = argument.indexOf('=');
  const [name, place] = [argument.slice(0, equals), argument.slice(equals + 1)];
  if (equals < 0 || place === '') {
    throw new CodedError({
      code: 'USAGE',
      message: `\`--input ${argument}\` is not NAME=PATH`,
      hint: 'root-integrator --input configFlake=./target/generated-flake',
    });
  }
  checkInputName(name);
  return { name, place, kind: /^[a-zA-Z][a-zA-Z0-9+.-]*:/.test(place) ? 'url' : 'path' };
}

/** @throws CodedError USAGE, INPUT_NAME_INVALID */
export function readFollowsArgument(argument: string): FollowsRequest {
  const equals = argument.indexOf('=');
  const [name, target] = [argument.slice(0, equals), argument.slice(equals + 1)];
  const path = splitPath(target);
  const misuse = (fact: string) =>
    new CodedError({
      code: 'USAGE',
      message: `\`--follows ${argument}\` ${fact}`,
      hint: 'root-integrator --follows configFlake=lattice/config-seed',
    });
  if (equals < 0 || path.length === 0) throw misuse('is not NAME=INPUT/INPUT');
  checkInputName(name);
  const odd = path.find((part) => !isInputName(part));
  if (odd !== undefined) throw misuse(`leads through \`${odd}\`, which cannot be the name of an input`);
  if (path[0] === name) throw misuse('leads to the input itself');
  return { name, follows: path.join('/') };
}

/**
 * Of an input that is to go. `inputs.self` holds settings of the flake, and its outputs are always given `self`.
 *
 * @throws CodedError INPUT_NAME_INVALID
 */
export function checkNotSelf(name: string): void {
  if (name !== 'self') return;
  throw new CodedError({
    code: 'INPUT_NAME_INVALID',
    message: '`self` is the flake itself and none of its inputs, so it stays',
    hint: 'name one of its inputs: root-integrator --remove old',
  });
}

/** Nix reads the names of inputs as flake references where they are arguments, so `_a` and `a'` are none. */
function checkInputName(name: string): void {
  const isName = isInputName(name);
  if (isName && isIdentifier(name) && name !== 'self') return;
  const reason = isName
    ? 'it has a meaning of its own in Nix'
    : 'an input begins with a letter, and letters, digits, `-` and `_` follow';
  throw new CodedError({
    code: 'INPUT_NAME_INVALID',
    message: `\`${name}\` cannot be the name of an input: ${reason}`,
    hint: 'give it another name: --input configFlake=…',
  });
}

function isInputName(name: string): boolean {
  return /^[a-zA-Z][a-zA-Z0-9_-]*$/.test(name);
}
