// Programs as cargo finds them, with the files that each is made of; folders are real.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { loadRustParser } from '../syntax/rust-parser.js';
import { makeFolder } from '../verify/crate.fixture.js';
import { readCrate } from './read-crate.js';

const parse = await loadRustParser();

async function programsOf(manifest: string, files: Readonly<Record<string, string>>) {
  const folder = await makeFolder();
  const all = {
    'Cargo.toml': `[package]\nname = "own"\nversion = "1.0.0"\nedition = "2021"\n${manifest}`,
    'src/lib.rs': '',
    ...files,
  };
  for (const [path, text] of Object.entries(all)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return readCrate(folder, parse).programs.map(({ name, files: own }) => [name, ...own]);
}

const main = 'fn main() {}\n';

test('are found in src/main.rs and src/bin', async () => {
  const files = {
    'src/main.rs': main,
    'src/bin/one.rs': main,
    'src/bin/two/main.rs': main,
    'src/bin/none/other.rs': main,
    'src/bin/text.md': '',
  };
  expect(await programsOf('', files)).toEqual([
    ['one', 'src/bin/one.rs'],
    ['own', 'src/main.rs'],
    ['two', 'src/bin/two/main.rs'],
  ]);
  expect(await programsOf('autobins = false\n', files)).toEqual([]);
});

test('are listed, with or without a path', async () => {
  const files = { 'src/main.rs': main, 'src/bin/one.rs': main, 'tools/three.rs': main };
  const listed = [
    ['one'],
    ['renamed', 'src/main.rs'],
    ['three', 'tools/three.rs'],
    ['missing', 'nowhere.rs'],
  ].map(([name, path]) => `[[bin]]\nname = "${name}"\n${path ? `path = "${path}"\n` : ''}`);
  expect(await programsOf(listed.join(''), files)).toEqual([
    ['one', 'src/bin/one.rs'],
    ['renamed', 'src/main.rs'],
    ['three', 'tools/three.rs'],
  ]);
});

test('have their modules, those of other places, and what they include', async () => {
  const files = {
    'src/main.rs':
      '#[path = "../other/place.rs"]\nmod place;\nmod deep;\nfn main() { include_str!("a.txt"); }\n',
    'src/deep.rs': 'mod inner;\n',
    'src/deep/inner.rs': 'include!("../../made.in");\n',
    'src/unused.rs': '',
    'src/a.txt': '',
    'other/place.rs': '',
    'made.in': 'fn made() {}\n',
  };
  expect(await programsOf('', files)).toEqual([
    ['own', 'made.in', 'other/place.rs', 'src/a.txt', 'src/deep.rs', 'src/deep/inner.rs', 'src/main.rs'],
  ]);
});
