// The graph that flake inputs make: takes the workspace and the files that Nx matched, gives the nodes with their edges, the
// flakes outside, and what is wrong. Starts no program.
import { posix } from 'node:path';
import { collectFlakes } from './collect-flakes.js';
import { nameExternals } from './external-flakes.js';
import { openFactsStore } from './facts-store.js';
import { findFileInputs } from './file-inputs.js';
import { findTrees } from './generated-trees.js';
import type { CollectedFlake, GraphFault, LatticeGraph, LatticeNode } from './graph.js';
import { locateInput, type Target } from './locate-input.js';

/** @param root absolute path */
export function readLatticeGraph(root: string, files: readonly string[]): LatticeGraph {
  const store = openFactsStore(root);
  const trees = findTrees(root, files);
  const faults: GraphFault[] = [];
  const flakes = collectFlakes(trees, store, root, faults);
  const targets = new Map<CollectedFlake, readonly (readonly [input: string, target: Target])[]>();
  for (const flake of flakes.values()) {
    const names = Object.keys(flake.facts.inputs ?? {});
    targets.set(
      flake,
      names.map((name) => [name, locateInput(flake.folder, [name], flakes)] as const),
    );
  }
  const externals = nameExternals(targets);
  const search = {
    root,
    store,
    locks: new Map(),
    outside: new Map(),
    globs: new Map(),
    inner: innerFolders([...flakes.keys()]),
  };
  const nodes = new Map<string, LatticeNode>();
  for (const [flake, located] of [...targets].sort(([one], [other]) =>
    one.folder < other.folder ? -1 : 1,
  )) {
    const [below, outside] = [new Set<string>(), new Set<string>()];
    for (const [name, target] of located) {
      if (target.kind === 'node') below.add(target.folder);
      else outside.add(externals.nameOf(name, target));
    }
    nodes.set(flake.folder, {
      folder: flake.folder,
      tree: flake.tree,
      below: [...below].sort(),
      externals: [...outside].sort(),
      files: findFileInputs(flake, located, search),
    });
  }
  store.keep();
  return { nodes, externals: externals.all, faults };
}

/** By each folder those that lie in it. */
function innerFolders(folders: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const known = new Set(folders);
  const inner = new Map<string, string[]>();
  for (const folder of folders) {
    for (let outer = posix.dirname(folder); folder !== '.'; outer = posix.dirname(outer)) {
      if (known.has(outer)) {
        const there = inner.get(outer);
        if (there) there.push(folder);
        else inner.set(outer, [folder]);
      }
      if (outer === '.') break;
    }
  }
  return inner;
}
