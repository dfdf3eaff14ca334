import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { describeWithNix } from '../../tools/testing/nixes.js';
import { read, readFault, standIn } from './run.fixture.js';

interface Recording {
  readonly release: string;
  /** Functions of nixpkgs that take arguments they do not know. */
  readonly open: readonly string[];
  readonly signatures: Readonly<Record<string, Readonly<Record<string, boolean>>>>;
  readonly behaviours: Readonly<Record<string, unknown>>;
}

/** `import nixpkgs` ignores what it does not know; the stand-in refuses it, so that a misspelt argument is seen. */
const stricter = ['import nixpkgs'];

let recorded: Recording;
beforeAll(async () => {
  recorded = JSON.parse(await readFile(join(standIn, 'signatures.json'), 'utf8'));
});

describeWithNix('nixpkgs as recorded', (nix) => {
  const ask = ['--file', join(standIn, 'signatures.nix'), '--argstr', 'nixpkgs', standIn];
  const answer = async (part: string) => JSON.parse(await read(nix, ['eval', '--json', ...ask, part]));

  test('has the signatures of the stand-in', async () => {
    expect(await answer('signatures')).toEqual(recorded.signatures);
  });

  test('behaves as the stand-in does', async () => {
    expect(await answer('behaviours')).toEqual(recorded.behaviours);
  });

  test('and the stand-in refuses what it does not know', async () => {
    const takes = (name: string) => ['eval', ...ask, `takesUnknown."${name}"`];
    for (const name of Object.keys(recorded.signatures)) {
      if (recorded.open.includes(name) && !stricter.includes(name))
        expect(await read(nix, takes(name))).toBe('true');
      else expect(await readFault(nix, takes(name))).toContain("unexpected argument 'unknownArgument'");
    }
  });
});
