// Describes a lattice as what drawings are made of: takes a project, gives its nodes with all that is known of each. Pure.
import { posix } from 'node:path';
import {
  explainConfig,
  type LatticeNode,
  type MarkedTable,
  type Provenance,
} from '@flake-lattice/config-builder';
import { folderOfNode, type RustNode } from '@flake-lattice/flake-template';
import type { DiagramLayer, DiagramLeaf, DiagramNode } from '@flake-lattice/lattice-page';
import type { DeclaredInputs } from '@flake-lattice/nix-text';
import type { PlannedFlakes } from '../project/plan-flakes.js';
import type { Project } from '../project/read-project.js';

/**
 * @param project expanded, where there are crates
 * @param names those that are drawn, in the order of the poset
 */
export function describeLattice(
  project: Project,
  { configs, nodes: plans, units }: PlannedFlakes,
  names: readonly string[],
): readonly DiagramNode[] {
  const { poset, lattice, packages } = project;
  const leavesOf = sharedLeaves();
  return names.map((name) => {
    const node = lattice.nodes.get(name);
    const rust = packages.get(name);
    const crate = crateOf(project, name, rust);
    const config = configs.get(name);
    return {
      name,
      description: node?.description ?? rust?.description ?? '',
      rank: poset.rankOf(name),
      layer: layerOf(node, rust),
      template: templateOf(node, rust),
      ...(crate === undefined ? {} : { crate }),
      ejected: Boolean(node?.ejected),
      extends: poset.extendsOf(name),
      covers: poset.coversOf(name),
      inputs: inputsOf(plans.get(name)?.inputs ?? units.get(name)?.inputs),
      outputs: outputsOf(node, rust),
      files: filesOf(project, name, node, rust),
      config: config === undefined || node?.flake !== undefined ? [] : leavesOf(config),
    };
  });
}

/** As lattice.toml names it; of a Rust package, and of a flake that was adopted, what it is. */
function templateOf(node: LatticeNode | undefined, rust: RustNode | undefined): string {
  if (rust) return rust.kind;
  if (node?.flake !== undefined) return 'adopted';
  const template = node?.template;
  if (template === undefined) return '';
  return template.kind === 'file' ? template.shown : template.kind === 'crate' ? 'facade' : template.name;
}

function layerOf(node: LatticeNode | undefined, rust: RustNode | undefined): DiagramLayer {
  if (rust) return 'units';
  if (node?.flake !== undefined) return 'flakes';
  const template = node?.template;
  return template?.kind === 'built-in' && template.name === 'config' ? 'configuration' : 'flakes';
}

/** A crate that is used as it is may belong to several. */
function crateOf({ lattice }: Project, name: string, rust: RustNode | undefined): string | undefined {
  if (lattice.crates.has(name)) return name;
  return rust?.kind === 'unit' ? rust.generatedWith : undefined;
}

/** Those that it declares itself; what they follow is in the flake. */
function inputsOf(inputs: DeclaredInputs = new Map()): DiagramNode['inputs'] {
  return [...inputs].map(([name, { url, follows }]) => ({
    name,
    reference: url ?? (follows === undefined ? '' : `follows ${follows.join('/')}`),
  }));
}

const outputsOfNode = [
  'packages.<system>.default',
  'devShells.<system>.default',
  'checks.<system>',
  'overlays.default',
  'lib.config',
  'lib.layers',
];

/** None are known of a flake that somebody wrote. */
function outputsOf(node: LatticeNode | undefined, rust: RustNode | undefined): readonly string[] {
  if (node?.flake !== undefined || node?.ejected || node?.template.kind === 'file') return [];
  if (rust && rust.kind !== 'facade') {
    return ['packages.<system>.default', 'packages.<system>.debug', 'checks.<system>'];
  }
  return outputsOfNode;
}

function filesOf(
  { lattice, packages }: Project,
  name: string,
  node: LatticeNode | undefined,
  rust: RustNode | undefined,
): readonly string[] {
  if (node?.flake !== undefined) return [posix.join(node.flake, 'flake.nix')];
  const own = rust ? [...rust.libraryFiles, ...rust.testFiles] : [];
  const all = [...new Set(['flake.nix', ...(node ? ['config.toml'] : []), ...own])].sort();
  return all.map((file) => posix.join(lattice.output, folderOfNode(packages, name), file));
}

/** Nodes share most of their leaves; each is one object. */
function sharedLeaves(): (config: MarkedTable<Provenance>) => readonly DiagramLeaf[] {
  const known = new Map<string, DiagramLeaf>();
  return (config) =>
    explainConfig(config).map(({ overrode: _, column: __, ...leaf }) => {
      const key = JSON.stringify(leaf);
      const found = known.get(key) ?? leaf;
      known.set(key, found);
      return found;
    });
}
