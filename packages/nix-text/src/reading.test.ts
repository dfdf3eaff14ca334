// The tokenizer and the tree held against the real parser, on random texts of every form.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '@flake-lattice/programs';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { describeWithNix, environmentWith, type TestedNix } from '../../../tools/testing/nixes.js';
import { sampled } from '../../../tools/testing/random.js';
import { nixText } from './nix-texts.fixture.js';
import { readNixText, type Token, tokenize } from './reading.js';

const texts = fc.sample(nixText, sampled(600));

async function parseAll(nix: TestedNix, all: readonly string[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'nix-text-'));
  try {
    const files = all.map((text, index) => {
      const file = join(folder, `${index}.nix`);
      writeFileSync(file, text);
      return file;
    });
    const options = { cwd: folder, env: environmentWith(nix) };
    const result = await runProgram(join(nix.path, '../nix-instantiate'), ['--parse', ...files], options);
    expect({ ...result, stderr: result.exitCode === 0 ? '' : result.stderr }).toMatchObject({
      exitCode: 0,
      stderr: '',
    });
    return result.stdout.replaceAll(folder, '.');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Comments between all tokens where Nix allows them: not within strings and paths. */
function spread(text: string): string {
  let within = 0;
  const tokens = tokenize(text);
  return tokens
    .map((token, index) => {
      if (token.kind === 'string-open' || token.kind === 'indented-open') within += 1;
      if (token.kind === 'string-close' || token.kind === 'indented-close') within -= 1;
      return token.text + (within === 0 && !goesOn(token, tokens[index + 1]) ? ' /* { " */\n' : '');
    })
    .join('');
}

function goesOn(token: Token, next: Token | undefined): boolean {
  const pathGoesOn = ['path', 'path-text', 'interpolation-close'].includes(token.kind);
  return (
    token.kind === 'interpolation-open' ||
    (pathGoesOn &&
      (next?.kind === 'path-text' ||
        next?.kind === 'interpolation-open' ||
        next?.kind === 'interpolation-close'))
  );
}

describeWithNix('random texts', (nix) => {
  test('the real parser and ours take all of them', async () => {
    await parseAll(nix, texts);
    for (const text of texts) expect(() => readNixText(text)).not.toThrow();
  });

  test('what the tokenizer takes for separate tokens, the real parser does too', async () => {
    const withoutPaths = texts.filter((text) => !tokenize(text).some(({ kind }) => kind === 'path-text'));
    expect(withoutPaths.length).toBeGreaterThan(300);
    expect(await parseAll(nix, withoutPaths.map(spread))).toBe(await parseAll(nix, withoutPaths));
  });
});
