// Whatever the sources hold, the command does its work or refuses: it never fails by itself.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { run } from './command.js';
import { anyTomlTable } from './toml/toml-arbitrary.fixture.js';
import { writeKeyPath } from './toml/write-literal.js';
import { writeToml } from './toml/write-toml.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'config-faults-'));
});
afterAll(() => rm(folder, { recursive: true }));

const anyKey = fc.constantFrom(
  ...[
    'nix',
    'systems',
    'inputs',
    'rust',
    'channel',
    'target',
    'a-b',
    'cc',
    'env',
    'build',
    'jobs',
    'lattice',
  ],
  ...['config', 'node', 'output', 'my', '', 'a.b', '__proto__', 'constructor'],
);
const anyPath = fc.array(anyKey, { minLength: 1, maxLength: 4 }).map(writeKeyPath);
const anyValue = fc.constantFrom(
  '1',
  '1.5',
  '"x"',
  'true',
  '[]',
  '{}',
  '"beta"',
  '["a-b"]',
  '[{}]',
  'nan',
  '07:32:00',
);
const anyPair = fc.tuple(anyPath, anyValue).map((parts) => parts.join(' = '));
const anyHeader = anyPath.map((path) => `[${path}]`);
const anyLines = fc.array(fc.oneof(anyPair, anyHeader), { maxLength: 6 }).map((lines) => lines.join('\n'));
const anyDocument = fc.oneof(
  { weight: 4, arbitrary: anyLines },
  { weight: 1, arbitrary: anyTomlTable.map(writeToml) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 20 }) },
);
const anyVariable = fc
  .array(fc.constantFrom('RUST', 'CHANNEL', 'ENV', 'TARGET', 'A_B', 'CC', 'NIX', 'INPUTS', 'é', ''), {
    maxLength: 4,
  })
  .map((parts) => `FLAKE_LATTICE__${parts.join('__')}`);

test('no source makes the command fail by itself', async () => {
  const sources = fc.record({
    base: anyDocument,
    lattice: fc.option(anyDocument),
    set: fc.array(fc.oneof(anyPair, fc.string()), { maxLength: 2 }),
    env: fc.dictionary(anyVariable, fc.oneof(anyValue, fc.string()), { maxKeys: 1 }),
    mode: fc.constantFrom<readonly string[]>(
      [],
      ['--explain'],
      ['--check', 'base.toml'],
      ['--check', 'base.toml', '--json'],
    ),
  });
  await fc.assert(
    fc.asyncProperty(sources, async ({ base, lattice, set, env, mode }) => {
      await writeFile(join(folder, 'base.toml'), base);
      await rm(join(folder, 'lattice.toml'), { force: true });
      if (lattice !== null) await writeFile(join(folder, 'lattice.toml'), lattice);
      const [out, err]: [string[], string[]] = [[], []];
      const args = ['--base', 'base.toml', ...set.map((argument) => `--set=${argument}`), ...mode];
      const status = await run(args, {
        cwd: folder,
        env: { ...env, PATH: process.env.PATH, GIT_CEILING_DIRECTORIES: tmpdir() },
        out: (text) => void out.push(text),
        err: (text) => void err.push(text),
      });
      expect({ status, printed: err.join('') }).toMatchObject(
        status === 2
          ? { printed: expect.stringMatching(/^(warning: .*\n)*error\[[A-Z_]+\]: /) }
          : { status: mode.includes('--check') ? expect.any(Number) : 0 },
      );
      expect([0, 1, 2]).toContain(status);
      expect(status === 2 && out.length > 0).toBe(false);
    }),
    { numRuns: 150 },
  );
});
