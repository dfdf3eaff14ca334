// Lists the tests of a crate without running them: takes its folder, gives `TARGET NAME` of each, sorted.
import { runProgram } from '@flake-lattice/programs';
import { buildTestPrograms } from './build-test-programs.js';
import { callCargo } from './cut-surroundings.js';
import { nameDoctests } from './doctest-names.js';
import { parseTestList } from './parse-test-output.js';
import { type CargoSurroundings, featureArguments } from './test-run.js';

export async function listTests(folder: string, surroundings: CargoSurroundings): Promise<readonly string[]> {
  const { programs } = await buildTestPrograms(folder, surroundings);
  const names: string[] = [];
  for (const { target, executable } of programs) {
    const { stdout } = await runProgram(executable, ['--list'], { cwd: folder, env: surroundings.env });
    names.push(...parseTestList(stdout).map((name) => `${target} ${name}`));
  }
  const args = [...featureArguments(surroundings.features), '--', '--list'];
  const { stdout } = await callCargo(folder, ['test', '--doc', ...args], surroundings);
  const doctests = nameDoctests(
    parseTestList(stdout).map((name) => ({ name, kind: undefined, outcome: 'ok' as const })),
  );
  return [...names, ...doctests.map(({ target, name }) => `${target} ${name}`)].sort();
}
