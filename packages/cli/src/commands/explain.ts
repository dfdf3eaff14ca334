// `explain`: tells of each value in a node's configuration which node, file and line set it, and what that overrode.
import { alignColumns, type CommandFace, type CommandIo } from '@flake-lattice/command-shell';
import { buildNodeConfigs, explainConfig } from '@flake-lattice/config-builder';
import { CodedError, type ExitStatus, exitStatus } from '@flake-lattice/errors';

import { declareOutput, type OutputOptions, outputOf } from '../output.js';
import { declareProject, knownNodes, type ProjectOptions, readProject } from '../project/read-project.js';

type ExplainOptions = OutputOptions & ProjectOptions;

export function explain(io: CommandIo): CommandFace<ExplainOptions> {
  return {
    name: 'explain',
    description:
      "Tells which node, file and line set each value of a node's configuration, and what it overrode.",
    examples: [
      { line: 'flake-lattice explain dev', does: 'every value' },
      { line: 'flake-lattice explain dev build.jobs', does: 'one value' },
      { line: 'flake-lattice explain dev build', does: 'all values of a table' },
    ],
    declare: (command) => {
      command
        .argument('<node>', 'the node')
        .argument('[key]', 'a key such as `build.jobs`, or a table such as `build` (default: all)');
      declareOutput(declareProject(command));
    },
    body: (options, args) => run(options, args, io),
  };
}

async function run(
  options: ExplainOptions,
  [name = '', key]: readonly string[],
  io: CommandIo,
): Promise<ExitStatus> {
  const project = await readProject(options, io);
  knownNodes(project, [name]);
  const config = buildNodeConfigs(project.lattice, project.poset).get(name);
  if (config === undefined) throw new Error(`the node ${name} has no configuration`);
  const all = explainConfig(config);
  const leaves =
    key === undefined ? all : all.filter((leaf) => leaf.key === key || leaf.key.startsWith(`${key}.`));
  if (leaves.length === 0 && key !== undefined) throw unknownKey(name, key);
  const output = outputOf(io, options);
  output.json({ node: name, leaves });
  const rows = leaves.map(({ overrode, ...leaf }) => [
    leaf.key,
    leaf.value,
    showSource(leaf),
    overrode.map((each) => `${each.value} (${showSource(each)})`).join(', '),
  ]);
  output.line(alignColumns([['KEY', 'VALUE', 'SET BY', 'OVERRODE'], ...rows]).trimEnd());
  return exitStatus.done;
}

function showSource({ source, line, node }: { source: string; line?: number; node?: string }): string {
  const place = line === undefined ? source : `${source}:${line}`;
  return node === undefined ? place : `${node}, ${place}`;
}

function unknownKey(node: string, key: string): CodedError {
  return new CodedError({
    code: 'CONFIG_KEY_MISSING',
    message: `the configuration of \`${node}\` has no key \`${key}\``,
    hint: `flake-lattice explain ${node}   (lists the keys that it has)`,
  });
}
