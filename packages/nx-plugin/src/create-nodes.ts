// The projects of the plugin: takes the files that Nx matched, gives a project for each generated flake.
import { formatError, isCodedError } from '@flake-lattice/errors';
import { fileOf, type GraphFault, type LatticeGraph, type LatticeNode } from './graph/graph.js';
import { readLatticeGraph } from './graph/lattice-graph.js';
import { nameProjects } from './graph/project-names.js';
import {
  type CreateNodesContextV2,
  type CreateNodesResultV2,
  loadDevkit,
  type ProjectConfiguration,
} from './nx-devkit.js';
import { type PluginOptions, readPluginOptions } from './plugin-options.js';
import { findLatticeSources } from './targets/lattice-sources.js';
import { targetsOf } from './targets/target-configurations.js';

/** What the edges are made of, which Nx asks for next. */
let last: { readonly root: string; readonly graph: LatticeGraph } | undefined;

export function graphOf(root: string, files: () => readonly string[]): LatticeGraph {
  return last?.root === root ? last.graph : readLatticeGraph(root, files());
}

/**
 * Makes a project of each generated flake.
 *
 * @throws AggregateCreateNodesError with what is wrong by file, as coded errors
 */
export async function createNodes(
  files: readonly string[],
  given: unknown,
  { workspaceRoot: root }: Pick<CreateNodesContextV2, 'workspaceRoot'>,
): Promise<CreateNodesResultV2> {
  const options = optionsOf(given);
  const graph = readLatticeGraph(root, files);
  last = { root, graph };
  const nodes = [...graph.nodes.values()];
  const faults = [...graph.faults];
  const names = nameProjects(nodes, options, faults);
  const externals = Object.fromEntries(
    graph.externals.map(({ name, input, reference }) => [
      name,
      { type: 'nix', name: name as 'npm:', data: { version: reference, packageName: input } },
    ]),
  );
  const results = nodes.flatMap((node, index): CreateNodesResultV2 => {
    const name = names.get(node.folder);
    if (name === undefined) return [];
    const isHub = node.folder === node.tree.folder;
    const projects = {
      [node.folder]: projectOf(node, name, isHub ? findLatticeSources(root, node.folder) : []),
    };
    return [[fileOf(node.folder), index === 0 ? { projects, externalNodes: externals } : { projects }]];
  });
  if (faults.length > 0) throw aggregate(faults, results);
  return results;
}

function optionsOf(given: unknown): PluginOptions {
  try {
    return readPluginOptions(given);
  } catch (error) {
    throw isCodedError(error) ? aggregate([{ file: 'nx.json', error }], []) : error;
  }
}

/** The devkit is half of what a process loads, and needed where something is wrong alone. */
function aggregate(faults: readonly GraphFault[], results: CreateNodesResultV2): Error {
  const { AggregateCreateNodesError } = loadDevkit();
  return new AggregateCreateNodesError(faults.map(faultOf), results);
}

function projectOf(node: LatticeNode, name: string, sources: readonly string[]): ProjectConfiguration {
  return {
    name,
    root: node.folder,
    projectType: 'library',
    tags: ['flake'],
    ...targetsOf(node, sources),
    metadata: { technologies: ['nix'] },
  };
}

function faultOf({ file, error }: GraphFault): [string, Error] {
  const told = new Error(formatError(error).trimEnd());
  told.stack = told.message;
  return [file, told];
}
