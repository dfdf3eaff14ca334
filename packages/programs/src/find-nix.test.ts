import { chmod, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findNix } from './find-nix.js';

let folder: string;

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'find-nix-')));
  await mkdir(join(folder, 'repository/.toolchain/bin'), { recursive: true });
  await mkdir(join(folder, 'repository/below/deep'), { recursive: true });
  await mkdir(join(folder, 'path'));
  await writeProgram('repository/.toolchain/bin/nix', 'nix (Nix) 2.34.8');
  await writeProgram('path/nix', 'nix (Nix) 2.26.3');
  await writeProgram('old', 'nix (Nix) 2.8.0');
  await writeProgram('other', 'hello');
});

afterAll(() => rm(folder, { recursive: true }));

async function writeProgram(name: string, printed: string): Promise<void> {
  await writeFile(join(folder, name), `#!/bin/sh\necho '${printed}'\n`);
  await chmod(join(folder, name), 0o755);
}

const env = (variables: Record<string, string>) => ({ PATH: '/usr/bin:/bin', ...variables });

describe('findNix', () => {
  test('takes the named Nix before all others', async () => {
    const nix = await findNix({
      cwd: join(folder, 'repository'),
      env: env({ FLAKE_LATTICE_NIX: join(folder, 'path/nix') }),
    });
    expect(nix).toEqual({ path: join(folder, 'path/nix'), version: { text: '2.26.3', major: 2, minor: 26 } });
  });

  test.each([
    ['a relative path', './path/nix'],
    ['a word', 'nix'],
  ])('the named Nix may be %s', async (_, named) => {
    const variables = { FLAKE_LATTICE_NIX: named, PATH: `${folder}/path:/usr/bin:/bin` };
    const nix = await findNix({ cwd: folder, env: env(variables) });
    expect(nix.path).toBe(join(folder, 'path/nix'));
  });

  test('takes the one that set-up made, from any folder of the repository', async () => {
    const nix = await findNix({
      cwd: join(folder, 'repository/below/deep'),
      env: env({ PATH: `${folder}/path:/usr/bin:/bin` }),
    });
    expect(nix.path).toBe(join(folder, 'repository/.toolchain/bin/nix'));
  });

  test('takes the one on PATH elsewhere', async () => {
    const nix = await findNix({ cwd: folder, env: env({ PATH: `${folder}/path:/usr/bin:/bin` }) });
    expect(nix.path).toBe(join(folder, 'path/nix'));
  });

  test('takes the one of the clone that the program lies in where there is no other', async () => {
    const tool = join(folder, 'repository/below');
    const nix = await findNix({ cwd: folder, env: { PATH: join(folder, 'empty') }, tool });
    expect(nix.path).toBe(join(folder, 'repository/.toolchain/bin/nix'));
  });

  test.each([
    ['none at all', {}, 'NIX_MISSING', 'npm run set-up'],
    ['a named one that is absent', { FLAKE_LATTICE_NIX: '/no/such/nix' }, 'NIX_MISSING', 'FLAKE_LATTICE_NIX'],
    ['a named one that is no Nix', { FLAKE_LATTICE_NIX: 'other' }, 'NIX_MISSING', 'FLAKE_LATTICE_NIX'],
    ['a named one that is too old', { FLAKE_LATTICE_NIX: 'old' }, 'NIX_TOO_OLD', 'newer'],
  ])('refuses %s', async (_, variables: Record<string, string>, code, hint) => {
    const named = variables.FLAKE_LATTICE_NIX;
    const full = named && !named.startsWith('/') ? { FLAKE_LATTICE_NIX: join(folder, named) } : variables;
    const nix = findNix({ cwd: folder, env: { PATH: join(folder, 'empty'), ...full }, tool: folder });
    await expect(nix).rejects.toMatchObject({ code, hint: expect.stringContaining(hint) });
  });

  test('names both versions when one is too old', async () => {
    const nix = findNix({
      cwd: folder,
      env: env({ PATH: `${folder}/path:/usr/bin` }),
      atLeast: { major: 2, minor: 30 },
    });
    await expect(nix).rejects.toThrow(/Nix 2\.26\.3, and 2\.30 is the oldest/);
  });
});
