// Names units: takes what each is made of, gives folders that are readable, safe, and the same whatever is edited elsewhere.
import { createHash } from 'node:crypto';
import type { ItemKind } from '../read/crate-source.js';
import type { Declaration } from '../resolve/declaration.js';

/** The most telling first: a unit is called after the first of its declarations by this order. */
const ranks: readonly ItemKind[] = [
  'struct',
  'enum',
  'union',
  'trait',
  'alias',
  'macro',
  'function',
  'constant',
  'static',
  'foreign',
  'call',
  'impl',
];

/** Folders that mean something to Cargo, to git or to a generated crate. */
const taken = new Set([
  'src',
  'target',
  'tests',
  'benches',
  'examples',
  'build',
  'bin',
  'self',
  'root',
  'nul',
  'con',
  'aux',
  'prn',
]);

const longest = 80;

/** @returns a folder for each set, by the declaration that stands for it */
export function nameUnits(
  sets: ReadonlyMap<Declaration, readonly Declaration[]>,
): ReadonlyMap<Declaration, string> {
  const heads = new Map([...sets].map(([root, members]) => [root, headOf(members)]));
  const wanted = new Map([...heads].map(([root, head]) => [root, plainName(head)]));
  const counts = countBy([...wanted.values()]);
  const withKind = new Map(
    [...wanted].map(([root, name]) => {
      const { kind } = (heads.get(root) as Declaration).item;
      return [root, (counts.get(name) ?? 0) > 1 || taken.has(name) ? `${name}_${kind}` : name];
    }),
  );
  const used = new Map<string, number>();
  const names = new Map<Declaration, string>();
  for (const [root, name] of [...withKind].sort(([one], [other]) => (one.key < other.key ? -1 : 1))) {
    const short = name.length <= longest ? name : `${name.slice(0, longest - 9)}_${hashOf(name)}`;
    const count = (used.get(short) ?? 0) + 1;
    used.set(short, count);
    names.set(root, count === 1 ? short : `${short}_${count}`);
  }
  return names;
}

export function headOf(members: readonly Declaration[]): Declaration {
  const rank = ({ item }: Declaration) => ranks.indexOf(item.kind);
  const depth = ({ item }: Declaration) => item.module.path.length;
  const [first] = [...members].sort(
    (one, other) =>
      rank(one) - rank(other) ||
      depth(one) - depth(other) ||
      (one.key < other.key ? -1 : one.key > other.key ? 1 : 0),
  );
  return first as Declaration;
}

function plainName({ item, names, tokens }: Declaration): string {
  const path = item.module.path.map(snake);
  return [...path, ...ownWords()].join('__').replace(/^_+|_+$/g, '') || 'unit';

  function ownWords(): readonly string[] {
    if (item.kind === 'call') {
      const macro = snake(item.name.split('::').at(-1) ?? '');
      const [made] = [...names].sort();
      const given = tokens.find(
        ({ isInMacro, kind }) => isInMacro && (kind === 'type' || kind === 'word' || kind === 'primitive'),
      );
      return [snake(made ?? given?.text ?? ''), macro].filter((word) => word !== '');
    }
    if (item.kind === 'foreign') return [snake([...names].sort()[0] ?? 'foreign')];
    if (item.kind === 'impl') return ['impl', snake(item.node.kind)];
    return [
      item.name === '_' ? `check_${hashOf(tokens.map(({ text }) => text).join(' '))}` : snake(item.name),
    ];
  }
}

/** `VersionReq` is `version_req`; what is no letter of ASCII is written by its number. */
export function snake(name: string): string {
  return name
    .replace(/^r#/, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9_]/gu, (letter) => `u${(letter.codePointAt(0) ?? 0).toString(16)}`);
}

function countBy(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
