// Takes the options of a command with --node, gives the configuration of that node, with the text of its config.toml.
import type { CommandIo } from '@flake-lattice/command-shell';
import { CodedError } from '@flake-lattice/errors';
import { buildPoset } from '@flake-lattice/lattice';
import type { BuiltConfig } from '../build-config.js';
import type { ConfigOptions } from '../command-options.js';
import { buildNodeConfigs } from '../join/build-node-configs.js';
import type { Provenance } from '../merge/merge-configs.js';
import { renderNodeConfig } from '../render/render-node-config.js';
import { warningsOfConfig } from '../schema/check-config.js';
import type { MarkedTable } from '../toml/marked-table.js';
import { chosenLattice } from './chosen-lattice.js';
import { findSurroundings } from './find-lattice.js';
import { edgesOf, type Lattice } from './lattice-record.js';
import { nodeNamed } from './read-lattice.js';

export interface NodeConfig extends BuiltConfig {
  readonly text: string;
  /** Absolute path of lattice.toml or lattice.config.ts. */
  readonly lattice: string;
  readonly record: Lattice;
}

/** @throws CONFIG_MISSING, NODE_UNKNOWN, CONFIG_CONFLICT, and every error of the lattice */
export async function readNodeConfig(
  name: string,
  options: ConfigOptions,
  io: CommandIo,
): Promise<NodeConfig> {
  const lattice = await chosenLattice(options, await findSurroundings(io.cwd, io.env), io);
  if (lattice === undefined) throw noLattice(name);
  nodeNamed(lattice, name);
  const poset = buildPoset(edgesOf(lattice));
  const config = buildNodeConfigs(lattice, poset).get(name) as MarkedTable<Provenance>;
  const own = poset.downSetOf([name]).map((below) => nodeNamed(lattice, below).config);
  return {
    config,
    warnings: [...new Set([lattice.config, ...own].flatMap(warningsOfConfig))],
    text: renderNodeConfig(lattice, name, config),
    lattice: lattice.file,
    record: lattice,
  };
}

function noLattice(name: string): CodedError {
  return new CodedError({
    code: 'CONFIG_MISSING',
    message: `there is no lattice.toml to look \`--node ${name}\` up in`,
    hint: `bootstrap-config-generator --node ${name} --lattice FILE`,
  });
}
