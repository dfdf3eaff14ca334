// The JSON schema: it says of a lattice.toml what the reader says of it, as far as a schema can.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { checkDocument } from '../lattice/check-document.js';
import { documentOfText } from '../sources/lattice-document.js';
import { valueOfNode, withoutMarks } from '../toml/marked-table.js';
import { isTomlArray, isTomlTable, type TomlValue } from '../toml/toml-value.js';
import { knownSections } from './known-sections.js';
import { latticeSchema } from './lattice-schema.js';
import { latticeSections } from './lattice-sections.js';

type Schema = Readonly<Record<string, unknown>>;

const root = latticeSchema() as Schema;

/** The keywords that the schema uses, and what they mean in draft 7; another one is a fault of this test. */
function accepts(schema: Schema, value: TomlValue): boolean {
  return Object.entries(schema).every(([keyword, argument]) => {
    switch (keyword) {
      case '$schema':
      case 'title':
      case 'description':
      case 'default':
      case 'examples':
      case 'definitions':
      case 'properties':
      case 'patternProperties':
        return true;
      case '$ref':
        return accepts(
          (root.definitions as Record<string, Schema>)[String(argument).split('/')[2] as string] as Schema,
          value,
        );
      case 'allOf':
        return (argument as Schema[]).every((inner) => accepts(inner, value));
      case 'anyOf':
        return (argument as Schema[]).some((inner) => accepts(inner, value));
      case 'type':
        return typeOf(value) === argument;
      case 'enum':
        return (argument as unknown[]).includes(value);
      case 'pattern':
        return typeof value !== 'string' || new RegExp(argument as string, 'u').test(value);
      case 'minimum':
        return typeof value !== 'bigint' || value >= (argument as number);
      case 'maximum':
        return typeof value !== 'bigint' || value <= (argument as number);
      case 'minItems':
        return !isTomlArray(value) || value.length >= (argument as number);
      case 'uniqueItems':
        return !isTomlArray(value) || new Set(value).size === value.length;
      case 'items':
        return !isTomlArray(value) || value.every((item) => accepts(argument as Schema, item));
      case 'additionalProperties':
        return !isTomlTable(value) || [...value].every(([key, item]) => acceptsKey(schema, key, item));
      default:
        throw new Error(`the schema uses ${keyword}`);
    }
  });
}

function acceptsKey(schema: Schema, key: string, value: TomlValue): boolean {
  const own = (schema.properties as Record<string, Schema> | undefined)?.[key];
  if (own) return accepts(own, value);
  const patterns = Object.entries((schema.patternProperties ?? {}) as Record<string, Schema>);
  const fitting = patterns.filter(([pattern]) => new RegExp(pattern, 'u').test(key));
  if (fitting.length > 0) return fitting.every(([, inner]) => accepts(inner, value));
  return schema.additionalProperties !== false;
}

function typeOf(value: TomlValue): string {
  if (typeof value === 'bigint') return 'integer';
  if (isTomlArray(value)) return 'array';
  return isTomlTable(value) ? 'object' : typeof value;
}

const good = [
  '',
  '[lattice]\nschema = 1\noutput = "out/flakes"\nsystems = ["x86_64-linux"]\n',
  '[inputs.a]\nurl = "github:o/r"\npin = "x"\nflake = false\nfollows = { nixpkgs = "nixpkgs" }\n',
  '[config.my]\nx = 1979-05-27\n[config.rust]\nllvm-tools = false\ndownload-rustc = "if-unchanged"\n',
  '[node.a]\ntemplate = "x/y.eta"\nextends = []\npackages = ["python3Packages.requests"]\nenv = { A = "" }\n',
  '[node.a.config.build]\njobs = 2\ntarget = "a-b"\n[node.a.config.target.x86_64-unknown-linux-gnu]\ncc = "cc"\n',
  '[distribute.builders.a]\nurl = "ssh-ng://me@a"\njobs = 2\n[distribute.caches.b]\nurl = "https://b"\nkeys = []\n',
];

const bad = [
  'x = 1',
  '[lattice]\nschema = 2',
  '[lattice]\noutput = "../x"',
  '[lattice]\nsystems = []',
  '[inputs.self]\nurl = "x"',
  '[inputs.a]\nurl = "-x"',
  '[inputs.a.follows]\n"a/b" = "c"',
  '[node.let]',
  '[node."a/b"]',
  '[node.a]\nextends = "b"',
  '[node.a]\nextends = ["b", "b"]',
  '[node.a]\ntemplate = "shel"',
  '[node.a]\ntemplate = "/x.eta"',
  '[node.a]\npackages = ["a b"]',
  '[node.a.env]\nPATH = ""',
  '[node.a]\nx = 1',
  '[config.build]\njobs = 0',
  '[node.a.config.rust]\nchannel = "x"',
  '[node.a.config]\nrust = 1',
  '[distribute.builders.a]\nurl = "-x"',
  '[distribute.caches."a b"]',
  '[distribute.keys.a]\nsecret = "x"',
];

describe('latticeSchema', () => {
  test.each(good)('takes %j, as the reader does', (text) => {
    const document = documentOfText(text, '');
    expect([
      accepts(root, withoutMarks(document)),
      checkDocument(document).map(({ message }) => message),
    ]).toEqual([true, []]);
  });

  test.each(bad)('refuses %j, as the reader does', (text) => {
    const document = documentOfText(text, '');
    expect([accepts(root, valueOfNode(document)), checkDocument(document).length > 0]).toEqual([false, true]);
  });

  test('takes the lattice.toml of this repository', async () => {
    const text = await readFile(join(import.meta.dirname, '../../../../lattice.toml'), 'utf8');
    expect(accepts(root, withoutMarks(documentOfText(text, '')))).toBe(true);
  });

  test('has all sections, and is JSON', () => {
    expect(JSON.parse(JSON.stringify(root))).toEqual(root);
    expect(Object.keys(root.properties as object)).toEqual(latticeSections.map(({ name }) => name));
    const { config } = root.definitions as { config: { properties: object } };
    expect(Object.keys(config.properties)).toEqual(knownSections.map(({ name }) => name));
  });
});
