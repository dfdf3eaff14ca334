// Takes the options of the command without --node, reads every source they name, gives them weakest first.
import { basename, relative, resolve } from 'node:path';
import type { CommandIo } from '@flake-lattice/command-shell';
import { readHostFacts } from '@flake-lattice/programs';
import type { ConfigOptions } from '../command-options.js';
import { mergeConfigs } from '../merge/merge-configs.js';
import type { Origin } from '../origin.js';
import { faultsOfConfig } from '../schema/check-config.js';
import { defaultConfig } from '../schema/defaults.js';
import { throwFaults } from '../schema/fault.js';
import type { MarkedTable } from '../toml/marked-table.js';
import { chosenLattice } from './chosen-lattice.js';
import { readConfigSource } from './config-file.js';
import { environmentConfigs } from './environment-config.js';
import { findSurroundings, type Surroundings } from './find-lattice.js';
import { hostConfig } from './host-config.js';
import { setConfig } from './set-config.js';

export interface GatheredSources {
  readonly configs: readonly MarkedTable<Origin>[];
  /** Those that took part, weakest first, as the header names them. */
  readonly names: readonly string[];
  readonly warnings: readonly string[];
  /** Absolute path of lattice.toml or lattice.config.ts, if one took part. */
  readonly lattice: string | undefined;
}

/** @throws USAGE and every error of a source */
export async function gatherSources(options: ConfigOptions, io: CommandIo): Promise<GatheredSources> {
  const surroundings = await findSurroundings(io.cwd, io.env);
  const lattice = await chosenLattice(options, surroundings, io);
  const host = options.host ? hostConfig(await readHostFacts({ cwd: io.cwd, env: io.env })) : undefined;
  const baseFile = options.base === undefined ? undefined : resolve(io.cwd, options.base);
  const base = baseFile && (await readConfigSource(baseFile, options.base as string, 'base')).config;
  const set = (options.set ?? []).map(setConfig);
  const weaker = [
    defaultConfig(),
    ...(lattice?.inputs ?? []),
    ...(host?.configs ?? []),
    ...(base ? [base] : []),
    ...(lattice ? [lattice.config] : []),
  ];
  throwFaults(set.flatMap((config) => faultsOfConfig(config)));
  const environment = environmentConfigs(io.env, mergeConfigs([...weaker, ...set]));
  const names = [
    'defaults',
    ...(host ? ['this machine'] : []),
    ...(baseFile ? [nameInHeader(baseFile, surroundings)] : []),
    ...(lattice ? [nameInHeader(lattice.file, surroundings)] : []),
    ...(environment.length > 0 ? ['environment'] : []),
    ...(set.length > 0 ? ['--set'] : []),
  ];
  return {
    configs: [...weaker, ...environment, ...set],
    names,
    warnings: host?.warnings ?? [],
    lattice: lattice?.file,
  };
}

/** From the top of the repository, so that the header is the same wherever the command runs and the clone lies. */
function nameInHeader(file: string, { root }: Surroundings): string {
  const inside = root === undefined ? undefined : relative(root, file);
  return inside === undefined || inside.startsWith('..') ? basename(file) : inside;
}
