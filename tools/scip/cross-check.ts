// `npm run scip`: holds the resolver of rust-units against rust-analyzer, crate by crate, and prints a table.
import { join, relative } from 'node:path';
import { type CommandIo, processIo, runCommand } from '@flake-lattice/command-shell';
import { CodedError, exitStatus } from '@flake-lattice/errors';
import { findCargo } from '@flake-lattice/programs';
import { listedCrates } from '../crates/crate-list.js';
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
        { line: 'npm run scip -- semver hashbrown', does: 'one of them, and one that came with them' },
        { line: 'npm run scip -- fnv --json', does: 'with every edge that differs' },
      ],
      declare: (command) => command.argument('[crates...]').option('--json', 'print the comparisons as JSON'),
      body: async ({ json }, names) => {
        const report = (line: string) => io.err(`    ${line}\n`);
        const chosen = names.length > 0 ? names : listedCrates.map(({ name }) => name);
        const checked = await checkCrates(chosen, { env: io.env, report });
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

/**
 * One at a time, for rust-analyzer takes all processors.
 *
 * @param names of listed crates, or of others that came with them
 * @throws CodedError USAGE, PACKAGES_UNAVAILABLE, TOOLCHAIN_BROKEN, CARGO_MISSING
 */
export async function checkCrates(
  names: readonly string[],
  { env, report }: CheckCratesOptions,
): Promise<readonly CheckedCrate[]> {
  const { registry } = await fetchCrates({ root, env, report });
  const crates = await findCrates(registry, names);
  const analyzer = await fetchRustAnalyzer({ root, env, report });
  report(`rust-analyzer ${analyzer.version}`);
  const cargo = await findCargo({ cwd: root, env });
  const configuration = join(registry, '../.cargo/config.toml');
  const checked: CheckedCrate[] = [];
  for (const { name, folder } of crates) {
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

async function findCrates(
  registry: string,
  names: readonly string[],
): Promise<readonly { readonly name: string; readonly folder: string }[]> {
  const found = await Promise.all(
    names.map(async (name) => ({ name, folder: await findCrate(registry, name) })),
  );
  const unknown = found.filter(({ folder }) => folder === undefined).map(({ name }) => name);
  if (unknown.length > 0)
    throw new CodedError({
      code: 'USAGE',
      message: `\`${unknown.join('`, `')}\` is no crate that is fetched`,
      hint: `any of: ${listedCrates.map(({ name }) => name).join(', ')}\nor what comes with them: ls ${relative(root, registry)}`,
    });
  return found.flatMap(({ name, folder }) => (folder === undefined ? [] : [{ name, folder }]));
}
