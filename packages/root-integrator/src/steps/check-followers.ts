// Looks at `follows` that lead into an input which comes from another place: takes the flake and the input, refuses where
// the flake at that place has no such input, for Nix would refuse the result.
import type { Flake } from '@flake-lattice/nix-text';
import { notEditable } from '../not-editable.js';
import { type EditRequest, type InputRequest, originOf } from '../request.js';
import { findFollowers } from './rename-input.js';

/**
 * @param followed the name that the `follows` have now
 * @throws CodedError FLAKE_NOT_EDITABLE
 */
export function checkFollowers(
  flake: Flake,
  followed: string,
  input: InputRequest,
  { file }: EditRequest,
): void {
  const { inputNames } = input;
  if (!inputNames) return;
  const astray = findFollowers(flake, followed).filter(({ value }) => {
    const [, inner] = value.split('/');
    return inner !== undefined && !inputNames.includes(inner);
  });
  const [first] = astray;
  if (!first) return;
  const inner = first.value.split('/')[1];
  throw notEditable(flake.text, {
    file,
    message: `an input follows \`${first.value}\`, and the flake at ${originOf(input)} has no input \`${inner}\``,
    hint: 'give what follows it a URL of its own there; then run this command again',
    places: astray,
  });
}
