// Makes the coded error of a name that [distribute] does not have: takes it and those that there are. Pure.
import type { Lattice } from '@flake-lattice/config-builder';
import { CodedError } from '@flake-lattice/errors';

export function unknownName(
  name: string,
  section: 'builders' | 'caches' | 'keys',
  { shown, distribute }: Pick<Lattice, 'shown' | 'distribute'>,
  otherwise: string,
): CodedError {
  const names = [...distribute[section].keys()];
  return new CodedError({
    code: 'DISTRIBUTE_UNKNOWN',
    message: `[distribute.${section}] of \`${shown}\` has no \`${name}\``,
    hint: `${names.length === 0 ? 'it has none' : `it has ${names.join(', ')}`}; declare it there, or ${otherwise}`,
  });
}
