// Every system evaluates on every machine.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { describeWithNix } from '../testing/nixes.js';
import { copyRepository, type RepositoryCopy } from '../testing/repository-copy.js';

describeWithNix('the root flake', (nix) => {
  let copy: RepositoryCopy;

  beforeAll(async () => {
    copy = await copyRepository();
  });

  afterAll(() => copy.remove());

  test.each(['aarch64-linux', 'x86_64-linux'])('evaluates for %s', async (system) => {
    const args = ['eval', '--raw', `.#packages.${system}.default.drvPath`];
    const { stdout, stderr, exitCode } = await copy.run('nix', args, { nix });
    expect([exitCode, stderr.includes('error')]).toEqual([0, false]);
    expect(stdout).toMatch(/\/[a-z0-9]{32}-flake-lattice\.drv$/);
    const show = await copy.run('nix', ['derivation', 'show', stdout], { nix });
    expect(show.stdout).toMatch(new RegExp(`"system": ?"${system}"`));
  });
});
