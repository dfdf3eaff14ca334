// `npm run scip`: holds the resolver of rust-units against rust-analyzer, crate by crate, and prints a table.
import { join } from 'node:path';
import { type CommandIo, processIo, runCommand } from '@flake-lattice/command-shell';
import { CodedError, exitStatus } from '@flake-lattice/errors';
import { findCargo } from '@flake-lattice/programs';
import { type ListedCrate, listedCrates } from '../crates/crate-list.js';
import { fetchCrates, findCrate } from '../crates/fetch-crates.js';
import { type CheckedCrate, checkCrate } from './check-crate.js';
import { fetchRustAnalyzer } from './fetch-rust-analyzer.js';
import { renderTable } from './scip-table.js';

const root = join(import.meta.dirname, '../..');

interface Options {
  readonly json?: true;
}

export function run(args: readonly string[], io: CommandIo = processIo()): Promise<number> {
  return runCommand<Options>(
    {
      name: 'npm run scip --',
      description:
        'Compares the edges between declarations that the resolver finds with those that rust-analyzer tells.',
      examples: [
        { line: 'npm run scip', does: 'all crates of the list' },
        { line: 'npm run scip -- semver memchr', does: 'two of them' },
        { line: 'npm run scip -- fnv --json', does: 'with every edge that differs' },
      ],
      declare: (command) => command.argument('[crates...]').option('--json', 'print the comparisons as JSON'),
      body: async ({ json }, names) => {
        const crates = chooseCrates(names);
        const report = (line: string) => io.err(`    ${line}\n`);
        const checked = await checkCrates(crates, { env: io.env, report });
        io.out(json ? `${JSON.stringify(checked, undefined, 2)}\n` : renderTable(checked));
        const faults = checked.flatMap(faultsOf);
        for (const fault of faults) io.err(`${fault}\n`);
        return faults.length === 0 ? exitStatus.done : exitStatus.found;
      },
    },
    args,
    io,
  );
}

export interface CheckCratesOptions {
  readonly env: CommandIo['env'];
  /** Called with a line after each crate. */
  readonly report: (line: string) => void;
}

/** One at a time, for rust-analyzer takes all processors. */
export async function checkCrates(
  crates: readonly ListedCrate[],
  { env, report }: CheckCratesOptions,
): Promise<readonly CheckedCrate[]> {
  const analyzer = await fetchRustAnalyzer({ root, env, report });
  report(`rust-analyzer ${analyzer.version}`);
  const { registry } = await fetchCrates({ root, env, report });
  const cargo = await findCargo({ cwd: root, env });
  const configuration = join(registry, '../.cargo/config.toml');
  const checked: CheckedCrate[] = [];
  for (const { name } of crates) {
    const folder = await findCrate(registry, name);
    if (folder === undefined) throw new Error(`\`${name}\` was not fetched`);
    const one = await checkCrate(name, folder, { analyzer, cargo, env, configuration });
    checked.push(one);
    const { missing } = one.comparison;
    const alone = one.isAlone ? ', indexed without other crates' : '';
    report(`${checked.length} of ${crates.length}: ${name}, ${missing.length} missing${alone}`);
  }
  return checked;
}

/** `CRATE: PLACE: SENTENCE` of each edge that the resolver misses, and of what is no declaration to it. */
export function faultsOf({ name, comparison }: CheckedCrate): readonly string[] {
  const missing = comparison.missing.map(
    ({ from, to, symbol, place }) => `${name}: ${place}: \`${from}\` needs \`${to}\`, for ${symbol}`,
  );
  const undeclared = comparison.undeclared.map(
    (place) => `${name}: ${place}: what is named here is defined in no declaration`,
  );
  return [...missing, ...undeclared];
}

function chooseCrates(names: readonly string[]): readonly ListedCrate[] {
  const unknown = names.filter((name) => listedCrates.every((crate) => crate.name !== name));
  if (unknown.length > 0) {
    throw new CodedError({
      code: 'USAGE',
      message: `\`${unknown.join('`, `')}\` is no listed crate`,
      hint: `any of: ${listedCrates.map(({ name }) => name).join(', ')}`,
    });
  }
  return names.length === 0 ? listedCrates : listedCrates.filter(({ name }) => names.includes(name));
}
