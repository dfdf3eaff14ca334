// Every link of the documents leads somewhere, and a function that is linked stands in the file it is said to be in.
import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { expect, test } from '@jest/globals';
import { workspaceRoot } from '../testing/nixes.js';
import { type FoundDocument, findDocuments } from './find-documents.js';
import { headingAnchors } from './heading-anchors.js';

const documents = await findDocuments();
const links = documents.flatMap(({ path, links }) =>
  links
    .filter(({ target }) => !/^[a-z]+:/.test(target))
    .map((link) => ({ ...link, path, at: `${path}:${link.line} -> ${link.target}` })),
);

function fileOf({ path, target }: { path: string; target: string }): string {
  const [file = ''] = target.split('#');
  return file === '' ? path : relative('.', join(dirname(path), file));
}

test('links lead to files and folders of the repository', () => {
  const dead = links.filter((link) => {
    const file = fileOf(link);
    return file.startsWith('..') || !existsSync(join(workspaceRoot, file));
  });
  expect(dead.map(({ at }) => at)).toEqual([]);
});

test('links to a heading find it', () => {
  const byPath = new Map<string, FoundDocument>(documents.map((document) => [document.path, document]));
  const dead = links.filter((link) => {
    const [, anchor] = link.target.split('#');
    if (anchor === undefined) return false;
    return !headingAnchors(byPath.get(fileOf(link))?.headings ?? []).has(anchor);
  });
  expect(dead.map(({ at }) => at)).toEqual([]);
});

test('a name of code that is linked to a source stands in it', async () => {
  const missing: string[] = [];
  for (const { label, target, path, at } of links) {
    const name = /^`(\w+)(?:\(\))?`$/.exec(label)?.[1];
    const file = join(workspaceRoot, fileOf({ path, target }));
    if (name === undefined || !/\.(ts|mjs|nix)$/.test(file) || !statSync(file, { throwIfNoEntry: false }))
      continue;
    if (!new RegExp(`\\b${name}\\b`).test(await readFile(file, 'utf8'))) missing.push(at);
  }
  expect(missing).toEqual([]);
});
