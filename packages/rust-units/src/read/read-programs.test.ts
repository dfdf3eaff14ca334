// Programs as cargo finds them, with the files that each is made of; folders are real.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { loadRustParser } from '../syntax/rust-parser.js';
import { makeFolder } from '../verify/crate.fixture.js';
import { readCrate } from './read-crate.js';

const parse = await loadRustParser();

async function programsOf(manifest: string, files: Readonly<Record<string, string>>, place?: string) {
  const folder = place ?? (await makeFolder());
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

test.each([
  ['a program', '[[bin]]\nname = "out"\npath = "../out.rs"\n', {}],
  ['a program by a roundabout way', '[[bin]]\nname = "out"\npath = "src/../../out.rs"\n', {}],
  ['a module of one', '', { 'src/main.rs': '#[path = "../../out.rs"]\nmod out;\nfn main() {}\n' }],
])('%s that lies outside of the crate is refused', async (_, manifest, files) => {
  const folder = await makeFolder();
  await writeFile(join(folder, 'out.rs'), main);
  await expect(programsOf(manifest, files, join(folder, 'crate'))).rejects.toMatchObject({
    code: 'CRATE_FILE_MISSING',
    message: expect.stringContaining('lies outside of the crate'),
  });
});

test('what a program includes from outside is left out', async () => {
  const files = { 'src/main.rs': 'fn main() { include_str!("../../secret.txt"); }\n' };
  const folder = await makeFolder();
  await writeFile(join(folder, 'secret.txt'), 'secret');
  expect(await programsOf('', files, join(folder, 'crate'))).toEqual([['own', 'src/main.rs']]);
});
