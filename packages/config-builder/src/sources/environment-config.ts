// Takes the environment, gives each FLAKE_LATTICE__SECTION__KEY in it as a configuration of one value.
import { CodedError } from '@flake-lattice/errors';
import { onOneLine } from '../on-one-line.js';
import type { Origin } from '../origin.js';
import { hintToWrite } from '../schema/fault.js';
import { sayType } from '../schema/key-type.js';
import { knownSections } from '../schema/known-sections.js';
import { type KnownKey, type KnownTable, namesIn } from '../schema/known-table.js';
import { nearestName } from '../schema/nearest.js';
import { leafAt, type MarkedTable, nodeAt } from '../toml/marked-table.js';
import { writeKeyPath } from '../toml/write-literal.js';
import { nameFromVariable, variablePart } from './variable-name.js';
import { valueFromVariable } from './variable-value.js';

const prefix = 'FLAKE_LATTICE__';

interface Target {
  readonly path: readonly string[];
  readonly key: KnownKey;
}

/**
 * @param others what the other sources say: a variable can mean the triples and inputs that they name
 * @throws CONFIG_UNKNOWN_SECTION, CONFIG_UNKNOWN_KEY, CONFIG_WRONG_TYPE; ranges are checked with those of all sources
 */
export function environmentConfigs(
  env: Readonly<Record<string, string | undefined>>,
  others: MarkedTable<unknown>,
): readonly MarkedTable<Origin>[] {
  return Object.keys(env)
    .filter((name) => name.startsWith(prefix) && env[name] !== undefined)
    .sort()
    .map((name) => {
      const { path, key } = resolveVariable(name, others);
      const origin: Origin = { layer: 'environment', name: onOneLine(name) };
      const value = valueFromVariable(key.type, env[name] as string);
      if (value === undefined) throw notTheType(origin, path, key, env[name] as string);
      return leafAt(path, value, origin);
    });
}

function resolveVariable(variable: string, others: MarkedTable<unknown>): Target {
  const [first = '', ...rest] = variable.slice(prefix.length).split('__');
  const section = knownSections.find(({ name }) => variablePart(name) === first);
  if (section === undefined) throw unknownSection(variable, first);
  const target = resolveKey(section, rest, [section.name], others);
  if (target === undefined) throw unknownKey(variable, section, rest.join('__'));
  return target;
}

function resolveKey(
  table: KnownTable,
  parts: readonly string[],
  path: readonly string[],
  others: MarkedTable<unknown>,
): Target | undefined {
  const [first, ...rest] = parts;
  if (first === undefined) return undefined;
  const key = rest.length > 0 ? undefined : table.keys?.find(({ name }) => variablePart(name) === first);
  if (key) return { path: [...path, key.name], key };
  const inner = table.tables?.find(({ name }) => variablePart(name) === first);
  if (inner) return resolveKey(inner, rest, [...path, inner.name], others);
  const { named, namedTables } = table;
  const present = nodeAt(others, path);
  const known = present?.kind === 'table' ? [...present.entries.keys()] : [];
  const part = parts.join('__');
  if (named && part !== '') return { path: [...path, nameFromVariable(named.form, part, known)], key: named };
  if (!namedTables || first === '') return undefined;
  const name = nameFromVariable(namedTables.form, first, [...known, ...triplesOf(others)]);
  return resolveKey(namedTables, rest, [...path, name], others);
}

function triplesOf(others: MarkedTable<unknown>): readonly string[] {
  const target = nodeAt(others, ['build', 'target']);
  if (target?.kind !== 'leaf') return [];
  return [target.value].flat().filter((triple) => typeof triple === 'string');
}

function unknownSection(variable: string, part: string): CodedError {
  const names = knownSections.map(({ name }) => variablePart(name));
  const near = nearestName(part, names);
  const guess = near === undefined ? '' : `did you mean ${prefix}${near}__…? `;
  return new CodedError({
    code: 'CONFIG_UNKNOWN_SECTION',
    message: `the environment variable \`${onOneLine(variable)}\` names no known section`,
    hint: `${guess}The sections are ${names.join(', ')}; tables of your own are set with --set`,
  });
}

function unknownKey(variable: string, section: KnownTable, part: string): CodedError {
  const names = namesIn(section).map(variablePart);
  const near = nearestName(part, names);
  const stem = `${prefix}${variablePart(section.name)}__`;
  const own = section.namedTables ? '<TRIPLE>__CC' : (section.named?.name ?? 'KEY');
  const all = names.length === 0 ? '' : `; the keys are ${names.join(', ')}`;
  return new CodedError({
    code: 'CONFIG_UNKNOWN_KEY',
    message: `the environment variable \`${onOneLine(variable)}\` names no known key of [${writeKeyPath([section.name])}]`,
    hint:
      near === undefined
        ? `write it as ${stem}${own}${all}`
        : `did you mean ${stem}${near}?${all.replace('; the', ' The')}`,
  });
}

function notTheType(origin: Origin, path: readonly string[], key: KnownKey, text: string): CodedError {
  const example = key.default ?? key.example ?? '';
  return new CodedError({
    code: 'CONFIG_WRONG_TYPE',
    message: `\`${writeKeyPath(path)}\` is \`${onOneLine(text)}\`, not ${sayType(key.type)} in TOML, in \`${origin.name}\``,
    hint: hintToWrite(origin, path, example),
  });
}
