// Holds builders, caches and keys against what they have to say, and against each other: gives the faults. Pure.
import type { CodedErrorParts } from '@flake-lattice/errors';
import { hintOfNames } from '../schema/nearest.js';
import type { Lattice } from '../sources/lattice-record.js';
import type { FaultAtPath } from './fault-at-path.js';

export function faultsOfDistribution(
  { distribute: { builders, caches, keys } }: Lattice,
  at: FaultAtPath,
): readonly CodedErrorParts[] {
  const lacking = (section: string, name: string, key: string, example: string) =>
    at(['distribute', section, name], {
      code: 'CONFIG_KEY_MISSING',
      message: `\`${name}\` of [distribute.${section}] has no \`${key}\``,
      hint: `write ${key} = ${JSON.stringify(example)} below [distribute.${section}.${name}]`,
    });
  return [
    ...[...builders.values()]
      .filter(({ url }) => url === '')
      .map(({ name }) => lacking('builders', name, 'url', 'ssh-ng://me@builder.example.org')),
    ...[...caches.values()].flatMap(({ name, url, keys: named }) => [
      ...(url === '' ? [lacking('caches', name, 'url', 'https://cache.example.org')] : []),
      ...named
        .filter((key) => !keys.has(key))
        .map((key) =>
          at(['distribute', 'caches', name, 'keys'], {
            code: 'DISTRIBUTE_UNKNOWN',
            message: `the cache \`${name}\` names the key \`${key}\`, and [distribute.keys] has none of that name`,
            hint: hintOfNames(key, [...keys.keys()]),
          }),
        ),
    ]),
    ...[...keys.values()]
      .filter((key) => key.public === '')
      .map(({ name }) => lacking('keys', name, 'public', `${name}:…`)),
  ];
}
