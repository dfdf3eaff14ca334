// The README of this package, run: its flake is written, its commands are called, their output is what it shows.

import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { describeWithNix, newestNix } from '../../../tools/testing/nixes.js';
import { fixtures, makeRepository, readFixture, runIn } from './fixture-flake.fixture.js';

const readme = readFileSync(join(fixtures, '../README.md'), 'utf8');

function blocks(language: string): readonly string[] {
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\``, 'gm'))].map(
    ([, text = '']) => text,
  );
}

describeWithNix('the README', () => {
  test('every command prints what is shown', async () => {
    const top = makeRepository();
    try {
      writeFileSync(join(top, 'flake.nix'), blocks('nix')[0] as string);
      mkdirSync(join(top, 'target/generated-flake'), { recursive: true });
      writeFileSync(
        join(top, 'target/generated-flake/flake.nix'),
        readFixture('beside/generated', 'flake.nix'),
      );
      execFileSync('git', ['add', '--all', '--force'], { cwd: top });
      const commands = blocks('console').flatMap((block) => block.split(/^\$ root-integrator /m).slice(1));
      expect(commands.length).toBe(4);
      for (const command of commands) {
        const [line = '', ...shown] = command.split('\n');
        const { out, err } = await runIn(top, line.split(' '));
        expect(`${out}${err}`).toBe(shown.join('\n'));
      }
    } finally {
      rmSync(top, { recursive: true, force: true });
    }
  });
}, [newestNix]);
