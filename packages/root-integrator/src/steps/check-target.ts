// Looks at where an input that follows another leads: takes the flake as it would be, and refuses what Nix would refuse,
// or would not survive.
import { CodedError } from '@flake-lattice/errors';
import type { Flake } from '@flake-lattice/nix-text';
import { notEditable } from '../not-editable.js';
import { type FollowsRequest, type InputRequest, isFollows } from '../request.js';
import { followOnce } from './add-follows.js';
import { splitPath } from './flake-reference.js';
import { inputNamesOf } from './input-names.js';

/** More steps than this from one `follows` to the next are taken for a circle; a circle may also grow without end. */
const steps = 256;

/** @throws CodedError INPUT_UNKNOWN, FLAKE_NOT_EDITABLE */
export function checkTargets(flake: Flake, inputs: readonly InputRequest[], file: string): void {
  for (const input of inputs) if (isFollows(input)) checkTarget(flake, input, file);
}

function checkTarget(flake: Flake, input: FollowsRequest, file: string): void {
  const { name, follows } = input;
  const [head = ''] = splitPath(follows);
  const names = inputNamesOf(flake);
  if (!names.includes(head)) {
    const others = names.filter((other) => other !== name).map((other) => `\`${other}\``);
    throw new CodedError({
      code: 'INPUT_UNKNOWN',
      message: `\`${name}\` would follow \`${follows}\`, and ${file} has no input \`${head}\``,
      hint: `take it in as well: --input ${head}=./generated${others.length > 0 ? `\nor follow one that is there: ${others.join(', ')}` : ''}`,
      place: { file },
    });
  }
  const trail = [name];
  let path: readonly string[] | undefined = splitPath(follows);
  while (path && trail.length < steps) {
    trail.push(path.join('/'));
    if (path.length === 1 && path[0] === name) break;
    path = followOnce(flake, path);
  }
  if (!path) return;
  throw notEditable(flake.text, {
    file,
    message: `\`${name}\` would follow itself: ${trail.slice(0, 8).join(' -> ')}${trail.length > 8 ? ' -> …' : ''}`,
    hint: `follow another input: --follows ${name}=…\nor take out the \`follows\` that leads back`,
  });
}
