import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { makeTemporaryFolder, removeFolder, standIn } from '../../nix/host-nixpkgs/run.fixture.js';
import { captureIo } from '../testing/capture-io.js';
import { describeWithNix, environmentWith, newestNix } from '../testing/nixes.js';
import { run } from './compare.js';

let folder: string;
beforeAll(async () => {
  folder = await makeTemporaryFolder();
});
afterAll(() => removeFolder(folder));

/** A nixpkgs like the one recorded: the stand-in, open where nixpkgs is, with changes to its texts. */
async function makeNixpkgs(name: string, changes: readonly [file: string, from: string, to: string][]) {
  const nixpkgs = join(folder, name);
  await cp(standIn, nixpkgs, { recursive: true });
  const opening = ['default.nix', 'crossOverlays ? [ ],', 'crossOverlays ? [ ], ...'] as const;
  for (const [file, from, to] of [opening, ...changes]) {
    const text = await readFile(join(nixpkgs, file), 'utf8');
    if (!text.includes(from)) throw new Error(`${file} holds no ${from}`);
    await writeFile(join(nixpkgs, file), text.replace(from, to));
  }
  return nixpkgs;
}

describeWithNix(
  'comparing the recording with a nixpkgs',
  (nix) => {
    const compare = async (...args: string[]) => {
      const io = captureIo({ cwd: folder, env: environmentWith(nix) });
      return { status: await run(args, io), ...io.printed };
    };

    test('finds nothing where all is as recorded', async () => {
      const nixpkgs = await makeNixpkgs('same', []);
      expect(await compare('--nixpkgs', nixpkgs)).toEqual({
        status: 0,
        out: '',
        err: expect.stringMatching(/^compared with the recording of nixpkgs 25\.11: .*; 0 differ\n$/),
      });
    });

    test('tells of each argument, openness, behaviour and name that differs', async () => {
      await makeNixpkgs('other', [
        ['trivial-builders/write-text.nix', 'checkPhase ? "",', 'checkPhase ? "", encoding ? "utf-8",'],
        ['trivial-builders/run-command.nix', 'runLocal ? false', 'runLocal'],
        ['trivial-builders/join.nix', 'passthru ? { },\n    }:', 'passthru ? { }, ... }:'],
        ['trivial-builders/mk-shell.nix', 'propagatedNativeBuildInputs ? [ ],', ''],
        ['lib/escaping.nix', '"&apos;"', '"&#39;"'],
        ['lib/top-level.nix', '    forEach\n', ''],
      ]);
      const { status, out, err } = await compare('--nixpkgs', './other');
      expect({ status, err }).toMatchObject({ status: 1, err: expect.stringContaining('differ') });
      for (const line of [
        'pkgs.writeTextFile: nixpkgs takes `encoding`, which is not recorded',
        'pkgs.runCommandWith: `runLocal` is required in nixpkgs, and is recorded otherwise',
        'pkgs.concatTextFile: nixpkgs takes an argument that it does not know, and is recorded otherwise',
        'pkgs.mkShell: nixpkgs does not take `propagatedNativeBuildInputs`, which is recorded',
        'lib.forEach: nixpkgs does not have it',
      ])
        expect(out).toContain(`${line}\n`);
      expect(out).toMatch(/^lib\.strings: nixpkgs gives .*&#39;.*&apos;/m);
    });

    test('refuses what is no nixpkgs, and no nixpkgs at all', async () => {
      expect(await compare('--nixpkgs', './absent')).toMatchObject({
        status: 2,
        err: expect.stringContaining('error[EVALUATION_FAILED]'),
      });
      expect(await compare()).toMatchObject({ status: 2, err: expect.stringContaining('error[USAGE]') });
    });
  },
  [newestNix],
);
