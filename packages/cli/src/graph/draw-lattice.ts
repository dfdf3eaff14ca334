// Draws a lattice: takes a project and what is to be shown of it, gives the diagram that every format is rendered from.
import type { CommandIo } from '@flake-lattice/command-shell';
import type { Diagram, DiagramElement, DiagramNode } from '@flake-lattice/lattice-page';
import type { Affected } from '../affected/find-affected.js';
import { folderOfWords, readWords } from '../building/build-word.js';
import { expandProject } from '../crates/expand-project.js';
import { readFlakes } from '../project/read-flakes.js';
import { knownNodes, type Project, type ProjectOptions, readProject } from '../project/read-project.js';
import { describeLattice } from './describe-lattice.js';
import { combineNodes } from './elements.js';

export interface DrawRequest {
  readonly project: ProjectOptions;
  /** These and what is below them; all where there are none. */
  readonly names: readonly string[];
  /** A revision: what is affected since then is marked. */
  readonly base?: string | undefined;
  /** An element that is lit. */
  readonly element?: Pick<DiagramElement, 'kind' | 'of'> | undefined;
}

export interface Drawn {
  readonly project: Project;
  readonly diagram: Diagram;
  /** Absolute paths of files and folders that were read for it. */
  readonly readFiles: readonly string[];
}

/** @throws CodedError NODE_UNKNOWN, and every error of lattice.toml, of crates and of revisions */
export async function drawLattice(
  { project: options, names, base, element }: DrawRequest,
  io: CommandIo,
): Promise<Drawn> {
  const project = await expandProject(await readProject(options, io), io);
  const { poset, lattice } = project;
  const known = knownNodes(project, names);
  const chosen = known.length === 0 ? poset.elements : poset.downSetOf(known);
  const { flakes, readFiles } = readFlakes(project, io);
  const builds = readWords(folderOfWords(project));
  const described = describeLattice(project, flakes, chosen);
  const nodes = described.map((node) => {
    const build = builds[node.name];
    return build ? { ...node, build } : node;
  });
  const lit = element && { ...element, nodes: combineNodes(project, element) };
  const affected = base === undefined ? undefined : await askAffected(project, base, io);
  const isDrawn = new Set(chosen);
  return {
    project,
    readFiles: [lattice.file, ...lattice.templateFiles, ...readFiles()],
    diagram: {
      schema: 1,
      lattice: lattice.shown,
      nodes: affected ? markAffected(nodes, affected) : nodes,
      ...(affected
        ? {
            base: {
              name: affected.base.name,
              commit: affected.base.commit,
              removed: affected.removed,
            },
          }
        : {}),
      ...(lit ? { element: { ...lit, nodes: lit.nodes.filter((name) => isDrawn.has(name)) } } : {}),
    },
  };
}

/** Loaded where it is asked for: it is what Nix says. */
async function askAffected(project: Project, base: string, io: CommandIo): Promise<Affected> {
  const { findAffected } = await import('../affected/find-affected.js');
  return findAffected(project, { base }, io);
}

function markAffected(nodes: readonly DiagramNode[], { affected }: Affected): readonly DiagramNode[] {
  const changes = new Map(affected.map(({ node, change, outputs }) => [node, { kind: change, outputs }]));
  return nodes.map((node) => {
    const change = changes.get(node.name);
    return change ? { ...node, change } : node;
  });
}
