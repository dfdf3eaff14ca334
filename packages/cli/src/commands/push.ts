// `push`: copies what nodes are, with all that it needs, to a binary cache or another store, and signs it.
import { alignColumns, type CommandFace, type CommandIo } from '@flake-lattice/command-shell';
import { type ExitStatus, exitStatus } from '@flake-lattice/errors';
import { copyClosures, findNix } from '@flake-lattice/programs';
import {
  type BuilderOptions,
  buildAndWarn,
  declareBuilders,
  nodesToBuild,
} from '../building/build-command.js';
import { expandProject } from '../crates/expand-project.js';
import { chooseTarget } from '../distribution/choose-target.js';
import { findSecretKey } from '../distribution/secret-key.js';
import { declareOutput, type OutputOptions, outputOf } from '../output.js';
import { declareProject, type ProjectOptions, readProject } from '../project/read-project.js';

interface PushOptions extends BuilderOptions, OutputOptions, ProjectOptions {
  readonly to: string;
  readonly keyFile?: string;
  readonly keyVariable?: string;
}

export function push(io: CommandIo): CommandFace<PushOptions> {
  return {
    name: 'push',
    description:
      'Copies nodes, built where they are not yet, with all that they need to a binary cache or another store, and signs them.',
    examples: [
      { line: 'flake-lattice push --to team', does: 'every node, to the cache `team` of [distribute]' },
      {
        line: 'flake-lattice push --to file:///srv/cache --key-file k.secret dev',
        does: 'the node `dev`',
      },
      { line: 'flake-lattice push --to ssh-ng://me@host', does: 'to the store of another machine' },
    ],
    declare: (command) => {
      command
        .argument('[node...]', 'the nodes to push (default: all)')
        .requiredOption('--to <cache>', 'the name of a cache of [distribute], or an address')
        .option('--key-file <file>', 'sign with the secret key in this file')
        .option('--key-variable <name>', 'sign with the secret key in this environment variable');
      declareOutput(declareProject(declareBuilders(command)));
    },
    body: (options, nodes) => run(options, nodes, io),
  };
}

/** What can be refused is refused before anything is built; what was built is pushed, whatever else failed. */
async function run(options: PushOptions, names: readonly string[], io: CommandIo): Promise<ExitStatus> {
  const output = outputOf(io, options);
  const { cwd, env } = io;
  const project = await expandProject(await readProject(options, io), io);
  const nodes = nodesToBuild(project, names);
  const { url, key } = chooseTarget(options, project.lattice, io);
  const secret = key === undefined ? undefined : await findSecretKey(key, env);
  try {
    if (!secret) output.note(`nothing signs what goes to ${url}; only who trusts it unsigned takes from it`);
    const built = await buildAndWarn(project, nodes, options, io, output);
    const there = built.nodes.filter(({ outcome }) => outcome !== 'failed' && outcome !== 'skipped');
    const nix = await findNix({ cwd, env });
    const copied = await output.during(({ step }) =>
      copyClosures(nix, [...new Set(there.map((node) => node.output))], {
        cwd,
        env,
        to: url,
        ...(options.store === undefined ? {} : { from: options.store }),
        ...(secret ? { keyFile: secret.file } : {}),
        onCopy: (path) => step(`copying ${path.replace(/^.*\/[0-9a-z]{32}-/, '')}`),
      }),
    );
    if (there.length > 0) output.line(alignColumns(there.map((node) => [node.node, node.output])).trimEnd());
    output.json({ to: url, copied, pushed: there });
    output.progress(`${copied} store ${copied === 1 ? 'path' : 'paths'} copied to ${url}`);
    if (built.fault) throw built.fault;
    return exitStatus.done;
  } finally {
    await secret?.forget();
  }
}
