// The same crate gives the same bytes, however its items stand; and an edit of one body rewrites one unit.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { buildSplit } from './build-split.js';
import { caseNames, inputOf, readTree, treeOf } from './cases.fixture.js';
import { parse } from './crate-texts.fixture.js';
import { conditionInUnits, conditionOfModuleInUnits } from './emit/test-copies.js';
import { linkCrate } from './link-crate.js';
import type { Item, Module } from './read/crate-source.js';
import { readManifest } from './read/manifest.js';
import { readModules } from './read/read-modules.js';
import { hashPlan } from './record.js';
import { blocksOf, stir } from './rust-blocks.fixture.js';

const choices = {
  granularity: 'declaration',
  header: ['Generated.'],
  placePath: (path: string) => path,
} as const;

type Texts = Readonly<Record<string, string>>;

function split(name: string, texts: Texts) {
  const manifest = readManifest(texts['Cargo.toml'] ?? '', 'Cargo.toml', (path) => path in texts);
  const source = readModules(manifest.libPath, (path) => texts[path], parse);
  const linked = linkCrate({ folder: inputOf(name), manifest, source, programs: [] });
  const built = buildSplit(linked, choices, parse);
  return { tree: treeOf(built.split), plan: hashPlan(linked, choices, {}), source };
}

/** It, or a module around it, is there in tests and by a feature. */
function hasCopy(item: Item): boolean {
  for (let at: Module | undefined = item.module; at; at = at.parent)
    if (conditionOfModuleInUnits(at) !== undefined) return true;
  return conditionInUnits(item) !== undefined;
}

const isCode = (path: string) => path.startsWith('src/') && /\.(rs|in)$/.test(path);

describe.each(caseNames)('%s', (name) => {
  const texts = readTree(inputOf(name));
  const plain = split(name, texts);

  test('comes to the same twice', () => {
    expect(split(name, texts)).toMatchObject({ tree: plain.tree, plan: plain.plan });
  });

  test('comes to the same in whatever order, with whatever stands between', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 64, maxLength: 64 }),
        (numbers) => {
          let at = 0;
          const draw = (most: number) => (numbers[at++ % numbers.length] as number) % (most + 1);
          const other = Object.fromEntries(
            Object.entries(texts).map(([path, text]) => [
              path,
              isCode(path) ? stir(blocksOf(text, parse), draw) : text,
            ]),
          );
          const found = split(name, other);
          expect(found.tree).toEqual(plain.tree);
          expect(found.plan).toBe(plain.plan);
        },
      ),
      { numRuns: 15 },
    );
  });

  test('an edit of the body of a function rewrites its unit alone, and a copy that tests have', () => {
    const bodies = plain.source.modules.flatMap(({ items }) =>
      items
        .filter(({ kind, isTest }) => kind === 'function' && !isTest)
        .map((item) => ({
          isCopied: hasCopy(item),
          file: item.file,
          body: item.node.children.find(({ field }) => field === 'body'),
        })),
    );
    expect(bodies.length).toBeGreaterThan(0);
    for (const { isCopied, file, body } of bodies) {
      if (body === undefined) continue;
      const at = body.start + 1;
      const edited = `${file.text.slice(0, at)} let _ = 1 + 1; ${file.text.slice(at)}`;
      const found = split(name, { ...texts, [file.path]: edited });
      const changed = Object.keys(found.tree).filter((path) => found.tree[path] !== plain.tree[path]);
      expect(changed).toEqual([...(isCopied ? ['lib.rs'] : []), expect.stringMatching(/^\w+\/lib\.rs$/)]);
      expect(found.plan).toBe(plain.plan);
    }
  });
});
