// Looks beyond the flake where its outputs hand all inputs on: takes the name of an input that will go, refuses where a
// file is known to use it, and says where uses cannot be seen.
import { type Flake, findDelegates, findHandedOn, findMentions } from '@flake-lattice/nix-text';
import { formatPlace, notEditable } from '../not-editable.js';
import type { EditRequest } from '../request.js';

/**
 * @returns notes
 * @throws CodedError FLAKE_NOT_EDITABLE
 */
export function lookBeyond(flake: Flake, name: string, { file, delegates }: EditRequest): readonly string[] {
  const seen = findDelegates(flake);
  for (const { path, start } of seen) {
    const text = delegates.get(path);
    const [mention, ...others] = text === undefined ? [] : findMentions(text, name);
    if (text === undefined || !mention) continue;
    const more = others.length > 0 ? ` and ${others.length} more places` : '';
    throw notEditable(flake.text, {
      file,
      message: `\`${path}\` is handed all inputs and uses \`${name}\`, at ${formatPlace(text, mention)}${more}`,
      hint: `take \`${name}\` out of ${path}, or give it its new name there; then run this command again`,
      places: [{ start, end: start + path.length }],
    });
  }
  const handedOn = findHandedOn(flake);
  const [first] = handedOn;
  if (!first || handedOn.length <= seen.length) return [];
  const where = handedOn.map((place) => formatPlace(flake.text, place)).join(', ');
  return [
    `all inputs are handed on, or one by a computed name, at ${file}:${where}; uses of \`${name}\` beyond are not seen from here`,
  ];
}
