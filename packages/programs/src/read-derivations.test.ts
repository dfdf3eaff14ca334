import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { describeWithNix, environmentWith } from '../../../tools/testing/nixes.js';
import { findNix } from './find-nix.js';
import { quoteForNix } from './quote-for-nix.js';
import { readDerivations } from './read-derivations.js';

/** All that a string of Nix takes for more than itself. */
const names = ['plain', 'a${x}', 'q"uote', 'back\\slash', 'dollar$$', 'two\r\nlines', 'dotted.name'];

describeWithNix('readDerivations', (tested) => {
  test('takes checks by their names, whatever somebody called them', async () => {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'read-derivations-')));
    const listed = JSON.stringify(JSON.stringify(names)).replaceAll('$', '\\$');
    await writeFile(
      join(folder, 'flake.nix'),
      `{
  outputs = _: {
    checks = builtins.listToAttrs (map (system: {
      name = system;
      value = builtins.listToAttrs (map (name: {
        inherit name;
        value = derivation { inherit system; name = "check"; builder = "/bin/sh"; asked = name; };
      }) (builtins.fromJSON ${listed}));
    }) [ "x86_64-linux" "aarch64-linux" "x86_64-darwin" "aarch64-darwin" ]);
  };
}
`,
    );
    const env = { ...environmentWith(tested), HOME: folder };
    const nix = await findNix({ cwd: folder, env });
    const found = await readDerivations(nix, folder, names, { cwd: folder, env, of: 'checks' });
    const wrong = await readDerivations(nix, folder, ['no'], { cwd: folder, env, of: 'checks' }).catch(
      String,
    );
    await rm(folder, { recursive: true });
    expect(wrong).toMatch(/#checks\.[\w-]+\.no`: attribute 'no' missing/);
    expect([...found.keys()].sort()).toEqual([...names].sort());
    expect(new Set([...found.values()].map(({ output }) => output)).size).toBe(names.length);
  });
});

test('a text without anything special stays as it is', () => {
  expect(quoteForNix('plain-1 ü\n')).toBe('"plain-1 ü\n"');
});
