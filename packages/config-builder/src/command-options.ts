// The options of bootstrap-config-generator: declared, and held against each other.
import { CodedError } from '@flake-lattice/errors';
import type { Command } from 'commander';

export interface ConfigOptions {
  readonly output?: string;
  readonly base?: string;
  readonly lattice?: string;
  readonly set?: readonly string[];
  readonly host?: true;
  readonly node?: string;
  readonly explain?: true;
  readonly check?: string;
  readonly json?: true;
  readonly keys?: true;
}

export function declareOptions(command: Command): void {
  command
    .option(
      '--output <file>',
      'write to FILE, and leave it alone when nothing changes (default: standard output)',
    )
    .option('--base <file>', 'start from this TOML; lattice.toml, environment and --set override it')
    .option(
      '--lattice <file>',
      'the lattice.toml to read (default: the nearest one upward in the repository, if any)',
    )
    .option(
      '--set <section.key=value>',
      'set one key, the value being TOML; repeatable, the last one counts',
      (value: string, before: readonly string[] = []) => [...before, value],
    )
    .option('--host', 'fill in what this machine has: rustc, cargo, target triple, system, cores')
    .option(
      '--node <name>',
      'the configuration that belongs to a node of lattice.toml: from defaults and lattice.toml alone',
    )
    .option(
      '--explain',
      'print which source set each key, and what it overrode, instead of the configuration',
    )
    .option(
      '--check <file>',
      'print how FILE differs from what would be written; exit 1 if it does or is missing',
    )
    .option('--keys', 'print every known key with its type, default and purpose, and do nothing else')
    .option('--json', 'with --explain or --check: print JSON');
}

/** @throws USAGE for options that contradict each other */
export function refuseContradictions(options: ConfigOptions): void {
  const { node, check, explain, json } = options;
  if (node !== undefined) {
    const given = options.host ? '--host' : options.set ? '--set' : options.base && '--base';
    if (given) {
      throw usage(
        `${given} does not go with --node, whose result must be the same on every machine`,
        `write it to lattice.toml, below [node.${node}.config] or [config], or leave --node out`,
      );
    }
  }
  if (check !== undefined && options.output !== undefined) {
    throw usage('--check writes nothing and does not go with --output', 'leave one of the two out');
  }
  if (check !== undefined && explain) {
    throw usage('--check and --explain both print their result', 'run the command once for each');
  }
  if (json && !explain && check === undefined) {
    throw usage('--json goes with --explain or --check', 'bootstrap-config-generator --explain --json');
  }
}

function usage(message: string, hint: string): CodedError {
  return new CodedError({ code: 'USAGE', message, hint });
}
