// `graph`: draws the lattice as a page, a picture or a text for other tools, once or live.
import { resolve } from 'node:path';
import type { CommandFace, CommandIo } from '@flake-lattice/command-shell';
import { CodedError, type ExitStatus, exitStatus } from '@flake-lattice/errors';
import { writeFileAtomically } from '@flake-lattice/generated-tree';
import {
  type Diagram,
  readPageScript,
  renderDiagramJson,
  renderDot,
  renderHtml,
  renderMermaid,
  renderSvg,
} from '@flake-lattice/lattice-page';
import { Option } from 'commander';
import { drawLattice } from '../graph/draw-lattice.js';
import { namedElement } from '../graph/elements.js';
import { declareOutput, type OutputOptions, outputOf } from '../output.js';
import { declareProject, type ProjectOptions } from '../project/read-project.js';

interface GraphOptions extends OutputOptions, ProjectOptions {
  readonly format?: string;
  readonly out?: string;
  readonly base?: string;
  readonly join?: string;
  readonly meet?: string;
  readonly serve?: true;
  readonly port?: string;
}

const renderers: Readonly<Record<string, (diagram: Diagram) => string | Promise<string>>> = {
  html: async (diagram) => renderHtml(diagram, { script: await readPageScript() }),
  svg: renderSvg,
  dot: renderDot,
  mermaid: renderMermaid,
  json: renderDiagramJson,
};

export function graph(io: CommandIo): CommandFace<GraphOptions> {
  return {
    name: 'graph',
    description:
      'Draws the lattice: its nodes in ranks, with a line to each that a node is built right upon.',
    examples: [
      {
        line: 'flake-lattice graph --out lattice.html',
        does: 'a page to look around in, which needs no network',
      },
      { line: 'flake-lattice graph --out lattice.svg', does: 'a picture of all nodes' },
      { line: 'flake-lattice graph --serve', does: 'the page live: what is edited, and what is being built' },
      { line: 'flake-lattice graph dev --format mermaid', does: '`dev` and all below it, for a document' },
      { line: 'flake-lattice graph --join rust,web --format dot | dot -Tpng', does: 'a join, by Graphviz' },
    ],
    declare: (command) => {
      command
        .argument('[node...]', 'draw these and what is below them (default: all)')
        .addOption(
          new Option(
            '--format <format>',
            'what is drawn (default: as the name of --out says, or html)',
          ).choices(Object.keys(renderers)),
        )
        .option('--out <file>', 'write to this file instead of standard output')
        .option('--base <revision>', 'mark what is affected since this revision')
        .option('--join <nodes>', 'light the join of these nodes, separated by commas')
        .option('--meet <nodes>', 'light the meet of these nodes')
        .option(
          '--serve',
          'serve the page on this machine alone, and follow changes and builds; Ctrl-C ends it',
        )
        .option('--port <number>', 'with --serve: at this port (default: any that is free)');
      declareOutput(declareProject(command));
    },
    body: (options, names) => run(options, names, io),
  };
}

async function run(options: GraphOptions, names: readonly string[], io: CommandIo): Promise<ExitStatus> {
  const output = outputOf(io, options);
  const { base } = options;
  const element = namedElement(options);
  const request = { project: options, names, base, element };
  if (options.serve) {
    const port = portOf(options);
    const { serveLattice } = await import('../graph/serve-lattice.js');
    return serveLattice(request, port, output, io);
  }
  const render = rendererFor(options);
  const { diagram } = await drawLattice(request, io);
  const text = await render(diagram);
  if (options.out === undefined) io.out(text);
  else {
    const outcome = await writeFileAtomically(resolve(io.cwd, options.out), text);
    output.progress(`${outcome.padEnd(9)}  ${options.out}: ${diagram.nodes.length} nodes`);
  }
  return exitStatus.done;
}

function rendererFor({
  format,
  out = '',
  json,
}: GraphOptions): (diagram: Diagram) => string | Promise<string> {
  const ending = /\.([a-z]+)$/.exec(out)?.[1] ?? '';
  const byEnding: Readonly<Record<string, string>> = { gv: 'dot', mmd: 'mermaid' };
  const meant = byEnding[ending] ?? ending;
  const chosen = json ? 'json' : (format ?? (Object.hasOwn(renderers, meant) ? meant : 'html'));
  return renderers[chosen] as (diagram: Diagram) => string | Promise<string>;
}

/** 0 for any. @throws CodedError USAGE */
function portOf({ port = '0', format, out, json }: GraphOptions): number {
  const contradicting = json ? 'json' : out !== undefined ? 'out' : undefined;
  if (contradicting !== undefined || (format !== undefined && format !== 'html')) {
    throw new CodedError({
      code: 'USAGE',
      message: `\`--serve\` and \`--${contradicting ?? 'format'}\` contradict each other: it serves a page`,
      hint: 'give one of them',
    });
  }
  if (/^\d+$/.test(port) && Number(port) < 65_536) return Number(port);
  throw new CodedError({
    code: 'USAGE',
    message: `\`${port}\` is no port`,
    hint: 'a number up to 65535, or none for any that is free',
  });
}
