// The documents speak of the packages as they are: each has a README in the one form, and stands in ARCHITECTURE.md
// with what it imports.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { workspaceRoot } from '../testing/nixes.js';
import { findDocuments } from './find-documents.js';

const documents = await findDocuments();
const entries = await readdir(join(workspaceRoot, 'packages'), { withFileTypes: true });
const packages = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);

test.each(packages)('%s has a README of its own, with an example', (name) => {
  const readme = documents.find(({ path }) => path === `packages/${name}/README.md`);
  expect(readme?.headings[0]).toBe(name);
  expect(readme?.blocks.some(({ kind }) => kind === 'ts' || kind === 'console')).toBe(true);
});

/** The command has the name of the whole. */
function folderOf(dependency: string): string {
  return dependency === 'flake-lattice' ? 'cli' : dependency.replace(/^.*\//, '');
}

test('ARCHITECTURE.md names what each package imports', async () => {
  const { prose = [] } = documents.find(({ path }) => path === 'ARCHITECTURE.md') ?? {};
  const rows = prose.map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')));
  const told = rows.flatMap(([, name = '', , imports]) =>
    packages.includes(name.replace(/^\[(.*)\].*/, '$1')) && imports !== undefined
      ? [
          [
            name.replace(/^\[(.*)\].*/, '$1'),
            imports === 'nothing' ? [] : imports.split(', ').sort(),
          ] as const,
        ]
      : [],
  );
  const declared = packages.map(async (name) => {
    const manifest = await readFile(join(workspaceRoot, 'packages', name, 'package.json'), 'utf8');
    const { dependencies = {} } = JSON.parse(manifest) as { dependencies?: Record<string, string> };
    const ours = Object.keys(dependencies).filter((dependency) =>
      /^(@flake-lattice\/|flake-lattice$)/.test(dependency),
    );
    return [name, ours.map(folderOf).sort()] as const;
  });
  expect(Object.fromEntries(told)).toEqual(Object.fromEntries(await Promise.all(declared)));
});
