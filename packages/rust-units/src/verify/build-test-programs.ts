// Builds the test programs of a crate: takes its folder, gives those that compile, and what rustc said to the others.
import { join } from 'node:path';
import { runCargo } from '@flake-lattice/programs';
import {
  type BuiltProgram,
  errorsOf,
  parseCargoMessages,
  type RustcMessage,
  targetLabel,
} from '../cargo/messages.js';
import { type CargoSurroundings, featureArguments } from './test-run.js';

export interface TestPrograms {
  /** In the order of their targets. */
  readonly programs: readonly BuiltProgram[];
  readonly errors: readonly RustcMessage[];
  /** One for each target that does not compile: what it is, and the first error. */
  readonly faults: readonly string[];
}

/** Benchmarks and examples are no tests and are left out. */
export async function buildTestPrograms(
  folder: string,
  surroundings: CargoSurroundings,
): Promise<TestPrograms> {
  const all = await build(folder, ['--tests'], surroundings);
  // cargo stops at the first target that does not compile.
  if (all.exitCode === 0) return { programs: inOrder(all.programs), errors: [], faults: [] };
  const targets = await readTestTargets(folder, surroundings);
  if (targets === undefined) return { programs: [], errors: all.errors, faults: [firstLine(all.stderr)] };
  const programs: BuiltProgram[] = [];
  const errors: RustcMessage[] = [];
  const faults: string[] = [];
  for (const { label, args } of targets) {
    const one = await build(folder, args, surroundings);
    programs.push(...one.programs);
    errors.push(...one.errors);
    if (one.exitCode === 0) continue;
    const [first] = one.errors;
    faults.push(`${label} does not compile: ${first?.message.message ?? firstLine(one.stderr)}`);
  }
  return { programs: inOrder(programs), errors, faults };
}

async function build(folder: string, args: readonly string[], surroundings: CargoSurroundings) {
  const { cargo, env, configs, targetFolder, features } = surroundings;
  const { stdout, stderr, exitCode } = await runCargo(
    cargo,
    ['test', '--no-run', '--message-format=json', ...args, ...featureArguments(features)],
    { cwd: folder, env, ...(configs ? { configs } : {}), ...(targetFolder ? { targetFolder } : {}) },
  );
  const { programs, messages } = parseCargoMessages(stdout);
  return { programs, errors: errorsOf(messages), stderr, exitCode };
}

interface TestTarget {
  readonly label: string;
  readonly args: readonly string[];
}

interface Metadata {
  readonly packages: readonly {
    readonly manifest_path: string;
    readonly targets: readonly {
      readonly kind: readonly string[];
      readonly name: string;
      readonly test: boolean;
    }[];
  }[];
}

/** Undefined where cargo cannot read the crate at all. */
async function readTestTargets(
  folder: string,
  { cargo, env, configs }: CargoSurroundings,
): Promise<readonly TestTarget[] | undefined> {
  const { stdout, exitCode } = await runCargo(cargo, ['metadata', '--no-deps', '--format-version=1'], {
    cwd: folder,
    env,
    ...(configs ? { configs } : {}),
  });
  if (exitCode !== 0) return undefined;
  const { packages } = JSON.parse(stdout) as Metadata;
  const own =
    packages.find(({ manifest_path }) => manifest_path === join(folder, 'Cargo.toml')) ?? packages[0];
  return (own?.targets ?? []).flatMap(({ kind, name, test }) => {
    if (!test || kind.includes('custom-build')) return [];
    const label = targetLabel({ kind, name });
    if (label === 'lib') return [{ label, args: ['--lib'] }];
    if (kind.includes('bin')) return [{ label, args: ['--bin', name] }];
    return kind.includes('test') ? [{ label, args: ['--test', name] }] : [];
  });
}

function inOrder(programs: readonly BuiltProgram[]): readonly BuiltProgram[] {
  return programs.toSorted((one, other) => (one.target < other.target ? -1 : 1));
}

/** cargo's first error line, or its first line of all. */
export function firstLine(stderr: string): string {
  const lines = stderr.trim().split('\n');
  return (lines.find((line) => line.startsWith('error')) ?? lines[0] ?? '').replace(/^error(\[\w+\])?: /, '');
}
