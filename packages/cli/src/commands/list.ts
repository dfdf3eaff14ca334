// `list`: the nodes of the lattice in their order, with what each builds upon.
import { alignColumns, type CommandFace, type CommandIo } from '@flake-lattice/command-shell';
import { type LatticeNode, onOneLine } from '@flake-lattice/config-builder';
import { type ExitStatus, exitStatus } from '@flake-lattice/errors';
import { expandProject } from '../crates/expand-project.js';
import { declareOutput, type OutputOptions, outputOf } from '../output.js';
import {
  declareProject,
  knownNodes,
  type Project,
  type ProjectOptions,
  readProject,
} from '../project/read-project.js';

interface ListOptions extends OutputOptions, ProjectOptions {
  readonly above?: true;
}

export function list(io: CommandIo): CommandFace<ListOptions> {
  return {
    name: 'list',
    description: 'Lists the nodes, lower ones first, with what each builds upon.',
    examples: [
      { line: 'flake-lattice list', does: 'all nodes' },
      { line: 'flake-lattice list dev', does: '`dev` and all below it' },
      { line: 'flake-lattice list --above rust', does: '`rust` and all that builds upon it' },
      { line: 'flake-lattice list --json', does: 'for programs, with covers and ranks' },
    ],
    declare: (command) => {
      command
        .argument('[node...]', 'list these and what is below them (default: all)')
        .option('--above', 'list what is above the named nodes instead');
      declareOutput(declareProject(command));
    },
    body: (options, names) => run(options, names, io),
  };
}

async function run(options: ListOptions, names: readonly string[], io: CommandIo): Promise<ExitStatus> {
  const project = await expandProject(await readProject(options, io), io);
  const { poset, lattice, packages } = project;
  const known = knownNodes(project, names);
  const chosen =
    known.length === 0 ? poset.elements : options.above ? poset.upSetOf(known) : poset.downSetOf(known);
  const nodes = chosen.map((name) => {
    const node = lattice.nodes.get(name);
    const rust = packages.get(name);
    return {
      name,
      rank: poset.rankOf(name),
      template: node && !rust ? templateOf(node) : (rust?.kind ?? ''),
      extends: poset.extendsOf(name),
      covers: poset.coversOf(name),
      description: node?.description ?? rust?.description ?? node?.flake ?? '',
      ejected: Boolean(node?.ejected),
      ...(node?.flake === undefined ? {} : { flake: node.flake }),
    };
  });
  const output = outputOf(io, options);
  const rows = nodes.map(({ name, rank, template, extends: below, description, ejected, flake }) => [
    name,
    `${rank}`,
    flake === undefined ? (ejected ? 'ejected' : template) : 'adopted',
    template === 'facade' ? shownBelowFacade(project, name) : below.join(', '),
    onOneLine(description),
  ]);
  output.line(alignColumns([['NODE', 'RANK', 'TEMPLATE', 'EXTENDS', 'DESCRIPTION'], ...rows]).trimEnd());
  output.json({ nodes });
  return exitStatus.done;
}

/** As lattice.toml names it. */
function templateOf({ template }: LatticeNode): string {
  return template.kind === 'file' ? template.shown : template.kind === 'crate' ? 'facade' : template.name;
}

/** A facade builds upon all of its units, which would be a long line. */
function shownBelowFacade({ poset, packages }: Project, name: string): string {
  const below = poset.extendsOf(name);
  const count = (kind: 'unit' | 'crate', word: string) => {
    const number = below.filter((other) => packages.get(other)?.kind === kind).length;
    return number === 0 ? [] : [`${number} ${word}${number === 1 ? '' : 's'}`];
  };
  const declared = below.filter((other) => !['unit', 'crate'].includes(packages.get(other)?.kind ?? ''));
  return [...declared, ...count('unit', 'unit'), ...count('crate', 'crate')].join(', ');
}
