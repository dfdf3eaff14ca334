// Takes the text of an environment variable and the type of its key, gives the value.
import { isCodedError } from '@flake-lattice/errors';
import type { KeyType } from '../schema/key-type.js';
import { readToml } from '../toml/read-toml.js';
import type { TomlLeaf } from '../toml/toml-value.js';

/** Strings are taken as they are, without quotes; anything else is TOML. Nothing when it is neither. */
export function valueFromVariable(type: KeyType, text: string): TomlLeaf | undefined {
  if (type.kind === 'string' || type.kind === 'word') return text;
  if (type.kind === 'boolean' && text === type.orWord) return text;
  if (type.kind === 'strings' && type.orOne && !text.trimStart().startsWith('[')) return text;
  return readValue(text);
}

function readValue(text: string): TomlLeaf | undefined {
  try {
    const { entries } = readToml(`value = ${text}`, 'value');
    const node = entries.get('value');
    return entries.size === 1 && node?.kind === 'leaf' ? node.value : undefined;
  } catch (error) {
    if (isCodedError(error)) return undefined;
    throw error;
  }
}
