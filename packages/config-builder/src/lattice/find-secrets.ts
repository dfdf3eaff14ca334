// Finds secrets that were pasted into a part of a lattice: takes it, gives faults that do not repeat them. Pure.
import type { CodedErrorParts } from '@flake-lattice/errors';
import type { Origin } from '../origin.js';
import { faultAt } from '../schema/fault.js';
import { leavesOf, type MarkedNode } from '../toml/marked-table.js';
import { isTomlArray, isTomlTable, type TomlValue } from '../toml/toml-value.js';
import { writeKeyPath } from '../toml/write-literal.js';

/** The secret half of a key of Nix is 64 bytes, the public one 32; with or without the name before it. */
const secretKey = /(?:^|[:\s])[A-Za-z0-9+/]{86}==\s*$/;
const privateKey = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;
const password = /^[a-z][a-z0-9+.-]*:\/\/[^/?#\s@]*:[^/?#\s@]+@/i;

export function faultsOfSecrets(
  node: MarkedNode<Origin>,
  path: readonly string[],
): readonly CodedErrorParts[] {
  const leaves = node.kind === 'table' ? [...leavesOf(node)] : [{ path: [], node }];
  return leaves.flatMap(({ path: below, node: leaf }) =>
    leaf.kind === 'leaf' && holdsSecret(leaf.value) ? [secretAt([...path, ...below], leaf.mark)] : [],
  );
}

function holdsSecret(value: TomlValue): boolean {
  if (typeof value === 'string')
    return secretKey.test(value) || privateKey.test(value) || password.test(value);
  if (typeof value !== 'object') return false;
  if (isTomlArray(value)) return value.some(holdsSecret);
  return isTomlTable(value) && [...value.values()].some(holdsSecret);
}

function secretAt(path: readonly string[], mark: Origin): CodedErrorParts {
  return faultAt(mark, {
    code: 'SECRET_IN_LATTICE',
    message: `\`${writeKeyPath(path)}\` holds a secret, and all who read the repository would have it`,
    hint: 'take it out, make a new one (it may have been seen: flake-lattice key NAME --out FILE), and name its file or variable:\nsecret-file = "~/.config/flake-lattice/NAME.secret"\nsecret-variable = "NAME_CACHE_KEY"',
  });
}
