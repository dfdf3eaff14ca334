// Flakes of the shapes that people write, each with what is asked, what becomes of it, and what the command prints.
// `UPDATE_FIXTURES=1` writes what comes out as what is expected; read the difference before you keep it.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aliasOf, readFlake } from '@flake-lattice/nix-text';
import { afterAll, describe, expect, test } from '@jest/globals';
import { describeWithNix, newestNix } from '../../../tools/testing/nixes.js';
import {
  argumentsOf,
  copyFixtures,
  fixtureNames,
  fixtures,
  readFixture,
  runIn,
} from './fixture-flake.fixture.js';
import { evaluate, parseFiles } from './real-nix.fixture.js';

describeWithNix('fixture flakes', () => {
  const top = copyFixtures();
  afterAll(() => rmSync(top, { recursive: true, force: true }));

  describe.each(fixtureNames)('%s', (name) => {
    const cwd = join(top, name);
    const flakeText = () => readFileSync(join(cwd, 'flake.nix'), 'utf8');

    test('a dry run writes nothing, and a run writes what is expected', async () => {
      const dry = await runIn(cwd, [...argumentsOf(name), '--dry-run']);
      expect(flakeText()).toBe(readFixture(name, 'flake.nix'));
      expectGolden(name, 'expected.diff', dry.out);
      const outcome = await runIn(cwd, argumentsOf(name));
      expectGolden(name, 'expected.nix', flakeText());
      expectGolden(name, 'expected.printed', `${outcome.out}${outcome.err}exit ${outcome.status}\n`);
      expect(dry.status).toBe(outcome.status);
    });

    test('a second run changes nothing', async () => {
      const before = flakeText();
      const again = await runIn(cwd, [...argumentsOf(name), '--check']);
      if (isEdited(name)) expect(again).toMatchObject({ status: 0, out: 'unchanged  flake.nix\n' });
      else expect(before).toBe(readFixture(name, 'flake.nix'));
      expect(flakeText()).toBe(before);
    });
  });
}, [newestNix]);

describeWithNix('expected flakes', (nix) => {
  const edited = fixtureNames.filter(isEdited);

  test('the parser takes each', async () => {
    await parseFiles(
      nix,
      edited.map((name) => join(fixtures, name, 'expected.nix')),
      fixtures,
    );
  });

  test.each(edited)('%s: the outputs, called as Nix calls them, get the input', async (name) => {
    for (const probe of probes(name)) expect(await evaluate(nix, probe, join(fixtures, name))).toBe('usable');
  });
});

function isEdited(name: string): boolean {
  const isNew = !existsSync(join(fixtures, name, 'expected.printed'));
  return !isNew && readFixture(name, 'expected.printed').endsWith('exit 0\n');
}

function expectGolden(name: string, file: string, found: string): void {
  const path = join(fixtures, name, file);
  if (process.env.UPDATE_FIXTURES) writeFileSync(path, found);
  expect(found).toBe(readFileSync(path, 'utf8'));
}

/** Calls a function that has the parameter of the flake's outputs with all inputs, once for each new input. */
function probes(name: string): readonly string[] {
  const text = readFixture(name, 'expected.nix');
  const parameter = readFlake(text).outputs?.lambda?.parameter;
  const inputs = argumentsOf(name).flatMap((argument) => /^(\w[\w-]*)=/.exec(argument)?.[1] ?? []);
  if (!parameter) return [];
  return inputs.map((input) => {
    const isArgument =
      parameter.kind === 'set-parameter' && parameter.formals.some((formal) => formal.name === input);
    const used = isArgument ? input : `${aliasOf(parameter)?.name}.${input}`;
    const outputs = `(${text.slice(parameter.start, parameter.end)}: ${used}.marker)`;
    const declared = `builtins.mapAttrs (_: _: { marker = "usable"; }) ((import ./expected.nix).inputs or { })`;
    const implicit = 'builtins.mapAttrs (_: _: { }) (builtins.functionArgs outputs)';
    return `let outputs = ${outputs}; in outputs (${implicit} // ${declared} // { self = { }; })`;
  });
}
