import { chmod, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { describeWithNix, environmentWith } from '../../../tools/testing/nixes.js';
import { findNix } from './find-nix.js';
import { parseFlake, parseNix } from './parse-nix.js';

describeWithNix('parseNix', (tested) => {
  const env = environmentWith(tested);
  const options = { file: 'flake.nix', cwd: '/', env };

  test('takes Nix, and places what is none', async () => {
    const nix = await findNix(options);
    await parseNix(nix, '{ a = x: x; }', options);
    await expect(parseNix(nix, '{\n  a = ;\n}', options)).rejects.toMatchObject({
      code: 'FLAKE_SYNTAX',
      place: { file: 'flake.nix', line: 2, column: 7 },
    });
    await expect(parseNix(nix, '{ a = b; }', options)).rejects.toMatchObject({
      message: expect.stringContaining("undefined variable 'b'"),
    });
  });

  test('finds the parser from a link to Nix', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'parse-nix-'));
    await symlink(tested.path, join(folder, 'linked'));
    const linked = { ...env, FLAKE_LATTICE_NIX: join(folder, 'linked') };
    await parseNix(await findNix({ cwd: '/', env: linked }), '{ }', { ...options, env: linked });
    await rm(folder, { recursive: true });
  });

  test('needs no store that it may open', async () => {
    const nowhere = {
      NIX_STORE_DIR: '/proc/no/store',
      NIX_STATE_DIR: '/proc/no/var',
      NIX_LOG_DIR: '/proc/no/log',
    };
    await parseNix(await findNix(options), '{ }', { ...options, env: { ...env, ...nowhere } });
  });

  test.each([
    ['1 + 1', 'it is no set'],
    ['let a = 1; in { outputs = _: a; }', 'it is no set'],
    ['{ self }: { outputs = _: { }; }', 'it is no set'],
    ['{ } # no line end', 'it has no `outputs`'],
    ['{ outputs = 1; }', 'its `outputs` is no function'],
    ['{ outputs = throw "never"; }', 'never'],
  ])('%s is no flake', async (text, fact) => {
    const nix = await findNix(options);
    await parseFlake(nix, '{ outputs = { self }: throw "not asked"; } # no line end', options);
    await parseFlake(nix, '# a\n/* b */ rec { outputs = { self }: { }; }', options);
    await expect(parseFlake(nix, text, options)).rejects.toMatchObject({
      code: 'FLAKE_SYNTAX',
      message: expect.stringContaining(fact),
    });
  });
});

test('a parser that does not work is not the fault of the text', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'parse-nix-'));
  for (const name of ['nix', 'nix-instantiate']) {
    await writeFile(join(folder, name), '#!/bin/sh\necho "error: cannot open the store" >&2\nexit 1\n');
    await chmod(join(folder, name), 0o755);
  }
  const nix = { path: join(folder, 'nix'), version: { text: '2.30', major: 2, minor: 30 } };
  const options = { file: 'flake.nix', cwd: '/', env: { PATH: '/usr/bin:/bin' } };
  await expect(parseNix(nix, '{ }', options)).rejects.toMatchObject({
    code: 'TOOLCHAIN_BROKEN',
    detail: expect.stringContaining('cannot open the store'),
  });
  await rm(folder, { recursive: true });
});
