// Takes the options of the command, reads every source they name, gives them weakest first.
import { basename, relative, resolve } from 'node:path';
import type { CommandIo } from '@flake-lattice/command-shell';
import { CodedError } from '@flake-lattice/errors';
import { readHostFacts } from '@flake-lattice/programs';
import type { ConfigOptions } from '../command-options.js';
import { mergeConfigs } from '../merge/merge-configs.js';
import type { Origin } from '../origin.js';
import { faultsOfConfig } from '../schema/check-config.js';
import { defaultConfig } from '../schema/defaults.js';
import { throwFaults } from '../schema/fault.js';
import type { MarkedTable } from '../toml/marked-table.js';
import { readConfigSource } from './config-file.js';
import { environmentConfigs } from './environment-config.js';
import { findSurroundings, type Surroundings } from './find-lattice.js';
import { hostConfig } from './host-config.js';
import { nodeNamed, readLattice } from './read-lattice.js';
import { setConfig } from './set-config.js';

export interface GatheredSources {
  readonly configs: readonly MarkedTable<Origin>[];
  /** Those that took part, weakest first, as the header names them. */
  readonly names: readonly string[];
  readonly warnings: readonly string[];
  /** Absolute path of lattice.toml, if one took part. */
  readonly lattice: string | undefined;
}

/** @throws USAGE and every error of a source */
export async function gatherSources(options: ConfigOptions, io: CommandIo): Promise<GatheredSources> {
  const surroundings = await findSurroundings(io.cwd, io.env);
  const lattice = await latticeOf(options, surroundings, io);
  const node =
    options.node === undefined ? undefined : lattice && nodeNamed(lattice.read, options.node, lattice.shown);
  const host = options.host ? hostConfig(await readHostFacts({ cwd: io.cwd, env: io.env })) : undefined;
  const baseFile = options.base === undefined ? undefined : resolve(io.cwd, options.base);
  const base = baseFile && (await readConfigSource(baseFile, options.base as string, 'base')).config;
  const set = (options.set ?? []).map(setConfig);
  const weaker = [
    defaultConfig(),
    ...(lattice?.read.inputs ?? []),
    ...(host?.configs ?? []),
    ...(base ? [base] : []),
    ...(lattice ? [lattice.read.config] : []),
    ...(node ? [node.config] : []),
  ];
  throwFaults(set.flatMap((config) => faultsOfConfig(config)));
  const environment = node === undefined ? environmentConfigs(io.env, mergeConfigs([...weaker, ...set])) : [];
  const names = [
    'defaults',
    ...(host ? ['this machine'] : []),
    ...(baseFile ? [nameInHeader(baseFile, surroundings)] : []),
    ...(lattice ? [nameInHeader(lattice.read.file, surroundings)] : []),
    ...(environment.length > 0 ? ['environment'] : []),
    ...(set.length > 0 ? ['--set'] : []),
  ];
  return {
    configs: [...weaker, ...environment, ...set],
    names,
    warnings: host?.warnings ?? [],
    lattice: lattice?.read.file,
  };
}

async function latticeOf(options: ConfigOptions, { lattice }: Surroundings, { cwd }: CommandIo) {
  const file = options.lattice === undefined ? lattice : resolve(cwd, options.lattice);
  if (file !== undefined) {
    const shown = options.lattice ?? relative(cwd, file);
    return { shown, read: await readLattice(file, shown) };
  }
  if (options.node === undefined) return undefined;
  throw new CodedError({
    code: 'CONFIG_MISSING',
    message: `there is no lattice.toml to look \`--node ${options.node}\` up in`,
    hint: `bootstrap-config-generator --node ${options.node} --lattice FILE`,
  });
}

/** From the top of the repository, so that the header is the same wherever the command runs and the clone lies. */
function nameInHeader(file: string, { root }: Surroundings): string {
  const inside = root === undefined ? undefined : relative(root, file);
  return inside === undefined || inside.startsWith('..') ? basename(file) : inside;
}
