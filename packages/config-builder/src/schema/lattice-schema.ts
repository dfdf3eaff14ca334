// Takes the sections of lattice.toml and of a configuration, gives the JSON schema of lattice.toml for editors.
import type { TomlLeaf } from '../toml/toml-value.js';
import type { KeyType } from './key-type.js';
import { knownSections } from './known-sections.js';
import type { KnownKey, KnownTable } from './known-table.js';
import { latticeSections } from './lattice-sections.js';
import { type TextForm, textForms } from './text-form.js';

type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };
type Schema = { readonly [key: string]: Json };

/** Draft 7, which editors' plugins for TOML take. Made of the same data as the checks and the documentation. */
export function latticeSchema(): Schema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'lattice.toml',
    description: 'The lattice of flakes that flake-lattice generates.',
    ...schemaOfTable({ name: '', says: 'The lattice.', tables: latticeSections }),
    definitions: {
      config: { ...schemaOfTable({ name: '', says: '', tables: knownSections }), additionalProperties: true },
    },
  };
}

function schemaOfTable({ says, keys = [], tables = [], named, namedTables, free }: KnownTable): Schema {
  const described: Schema = says === '' ? {} : { description: says };
  if (free) return { ...described, allOf: [{ $ref: '#/definitions/config' }] };
  const properties = [
    ...keys.map((key): [string, Json] => [key.name, schemaOfKey(key)]),
    ...tables.map((table): [string, Json] => [table.name, schemaOfTable(table)]),
  ];
  const form = named?.form ?? namedTables?.form;
  const below = named ? schemaOfKey(named) : namedTables && schemaOfTable(namedTables);
  return {
    ...described,
    type: 'object',
    ...(properties.length === 0 ? {} : { properties: Object.fromEntries(properties) }),
    ...(form === undefined || below === undefined ? {} : { patternProperties: { [patternOf(form)]: below } }),
    additionalProperties: false,
  };
}

function schemaOfKey({ type, says, default: value, example }: KnownKey): Schema {
  return {
    description: says,
    ...schemaOfType(type),
    ...(value === undefined ? {} : { default: jsonOf(value) }),
    ...(example === undefined ? {} : { examples: [jsonOf(example)] }),
  };
}

function schemaOfType(type: KeyType): Schema {
  switch (type.kind) {
    case 'string':
      return schemaOfText(type.form);
    case 'word':
      return { type: 'string', enum: type.words };
    case 'boolean':
      return type.orWord === undefined ? { type: 'boolean' } : { enum: [true, false, type.orWord] };
    case 'integer':
      return { type: 'integer', minimum: Number(type.least), ...maximumOf(type.most) };
    case 'strings': {
      const minimum: Schema = type.orNone ? {} : { minItems: 1 };
      const several = { type: 'array', items: schemaOfText(type.form), uniqueItems: true, ...minimum };
      return type.orOne ? { anyOf: [several, schemaOfText(type.form)] } : several;
    }
    case 'wordOrFile':
      return {
        type: 'string',
        anyOf: [
          { enum: type.words },
          { allOf: [{ pattern: `${type.ending.replace('.', '\\.')}$` }, schemaOfText('relativePath')] },
        ],
      };
  }
}

/** A number of JSON cannot hold the largest integer of TOML, which bounds nothing. */
function maximumOf(most: bigint): Schema {
  return most > BigInt(Number.MAX_SAFE_INTEGER) ? {} : { maximum: Number(most) };
}

function schemaOfText(form: TextForm): Schema {
  const pattern = patternOf(form);
  return pattern === '^' ? { type: 'string' } : { type: 'string', pattern };
}

function patternOf(form: TextForm): string {
  return textForms[form].pattern.source;
}

function jsonOf(value: TomlLeaf): Json {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map((item: TomlLeaf) => jsonOf(item));
  throw new Error('no default or example of a known key is of that type');
}
