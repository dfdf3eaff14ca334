// docs/reference/lattice-toml.md: every key of lattice.toml with its type, default and purpose, from the data of the JSON schema.
import { type DocumentedTable, documentedTables } from '@flake-lattice/config-builder';
import { blockOf, tableOf } from './markdown.js';

export function latticeReference(): string {
  const { lattice, config } = documentedTables();
  return [
    '# lattice.toml',
    'Every key, as it is checked. Names in angle brackets are yours to choose. Editors know the same by the JSON schema `generated/.lattice/schema.json`, which `generate` writes. The [README of config-builder](../../packages/config-builder/README.md) tells how configurations join.',
    ...lattice.map((table) => sectionOf(table, '')),
    '# Configurations',
    'What stands below `[config]`, for all nodes, and below `[node.<node>.config]`, for one and those above it. Tables of other names are yours, and are not looked into.',
    ...config.map((table) => sectionOf(table, 'config.')),
  ].join('\n\n');
}

function sectionOf({ path, says, isFree, keys }: DocumentedTable, above: string): string {
  const parts = [`## ${headingOf(`${above}${path}`)}`, says];
  if (isFree) return [...parts, 'Its keys stand under [Configurations](#configurations).'].join('\n\n');
  if (keys.length === 0) return parts.join('\n\n');
  const rows = keys.map(({ name, type, default: value, says: purpose }) => [
    `\`${name}\``,
    type,
    value === undefined ? '' : `\`${value}\``,
    purpose,
  ]);
  parts.push(tableOf(['Key', 'Type', 'Default', 'What it does'], rows));
  const lines = keys.flatMap(({ name, example }) =>
    example === undefined
      ? []
      : [`${name.startsWith('<') ? name.toUpperCase().slice(1, -1) : name} = ${example}`],
  );
  const head = `[${`${above}${path}`.replace(/<([a-z]+)>/g, (_, name: string) => name.toUpperCase())}]`;
  parts.push(blockOf('toml', [head, ...lines].join('\n')));
  return parts.join('\n\n');
}

function headingOf(path: string): string {
  return `\`[${path}]\``;
}
