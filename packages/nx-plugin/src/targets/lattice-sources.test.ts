// What a lattice names besides itself is an input of the tasks that generate it: crates, and templates of the user's own.
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { findLatticeSources } from './lattice-sources.js';

test('a crate is one wherever it lies, and a template that is a path', async () => {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'lattice-sources-')));
  await writeFile(
    join(root, 'lattice.toml'),
    `[crate.c]\npath = "c"\n[crate.deep]\npath = 'crates/deep/'\n[crate.whole]\npath = "."
[node.a]\ntemplate = "shell"\n[node.b]\ntemplate = "templates/b.eta"\n[node.c]\n  template = "./own.eta"\n`,
  );
  expect(findLatticeSources(root, 'generated')).toEqual([
    'lattice.toml',
    'c/**/*',
    'crates/deep/**/*',
    'own.eta',
    'templates/b.eta',
  ]);
  await rm(root, { recursive: true });
});
