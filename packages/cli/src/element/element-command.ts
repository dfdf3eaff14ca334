// The shape of `join` and `meet`: nodes combined to an element of the lattice, printed, and on request made a node.
import type { CommandFace, CommandIo } from '@flake-lattice/command-shell';
import { type ExitStatus, exitStatus } from '@flake-lattice/errors';
import type { Poset } from '@flake-lattice/lattice';
import { runGeneration } from '../generation/run-generation.js';
import { declareOutput, type OutputOptions, outputOf } from '../output.js';
import { declareProject, knownNodes, type ProjectOptions, readProject } from '../project/read-project.js';
import { undoingEdits } from '../project/undo-edits.js';
import { writeElement } from './write-element.js';

export interface ElementOptions extends OutputOptions, ProjectOptions {
  readonly write?: string;
  readonly template: string;
  readonly description?: string;
  readonly dryRun?: true;
}

interface ElementFace {
  readonly name: string;
  readonly symbol: string;
  readonly description: string;
  readonly examples: CommandFace<object>['examples'];
  /** Of two selections of nodes. */
  readonly combine: (poset: Poset, one: readonly string[], other: readonly string[]) => readonly string[];
}

export function elementCommand(face: ElementFace): (io: CommandIo) => CommandFace<ElementOptions> {
  const { name, description, examples } = face;
  return (io) => ({
    name,
    description,
    examples,
    declare: (command) => {
      command
        .argument('<node...>', 'the nodes')
        .option('--write <name>', 'add the element to lattice.toml as a node of that name, and generate it')
        .option('--template <template>', 'with --write: what the node is made from', 'shell')
        .option('--description <text>', 'with --write: what it is for')
        .option('--dry-run', 'with --write: write nothing, print what lattice.toml would be');
      declareOutput(declareProject(command));
    },
    body: (options, nodes) => run(face, options, nodes, io),
  });
}

async function run(
  { name, symbol, combine }: ElementFace,
  options: ElementOptions,
  names: readonly string[],
  io: CommandIo,
): Promise<ExitStatus> {
  const project = await readProject(options, io);
  const { poset } = project;
  const nodes = knownNodes(project, names);
  const element = nodes
    .map((node) => poset.downSetOf([node]))
    .reduce((one, other) => combine(poset, one, other));
  const maximal = poset.maximalOf(element);
  const expression = nodes.join(` ${symbol} `);
  if (options.write !== undefined) {
    const node = options.write;
    const before = await writeElement({ project, expression, maximal, node, options }, io);
    if (before === undefined) return exitStatus.done;
    return undoingEdits(
      [before],
      () => runGeneration({ project: options, nodes: [node], edited: 'leave' }, options, io),
      () => outputOf(io, options).progress(`restored     ${project.lattice.shown}`),
    );
  }
  const output = outputOf(io, options);
  output.json({ [name]: nodes, element, maximal });
  output.progress(describe(expression, element, maximal));
  for (const each of element) output.line(each);
  return exitStatus.done;
}

/** The element in a sentence, for people; its nodes are the result. */
function describe(expression: string, element: readonly string[], maximal: readonly string[]): string {
  const [first, ...others] = maximal;
  if (first === undefined) return `${expression} is empty: these nodes have nothing in common`;
  const size = `${element.length} ${element.length === 1 ? 'node' : 'nodes'}`;
  if (others.length === 0) return `${expression} is what \`${first}\` is made of: ${size}`;
  return `${expression}: ${size}; the highest are ${maximal.join(', ')}`;
}
