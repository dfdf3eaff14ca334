// The command flake-lattice: finds the subcommand that was called, and runs it.
import {
  type CommandFace,
  type CommandIo,
  type CommandShape,
  processIo,
  runSubcommands,
  shapeOfCommand,
} from '@flake-lattice/command-shell';
import type { Subcommand } from './subcommand.js';

/** In the order of `--help`. Each is loaded when it is called: a command that starts late is a slow one. */
const subcommands: Readonly<Record<string, () => Promise<Subcommand<never>>>> = {
  init: async () => (await import('./commands/init.js')).init,
  adopt: async () => (await import('./commands/adopt.js')).adopt,
  generate: async () => (await import('./commands/generate.js')).generate,
  check: async () => (await import('./commands/check.js')).check,
  build: async () => (await import('./commands/build.js')).build,
  develop: async () => (await import('./commands/develop.js')).develop,
  push: async () => (await import('./commands/push.js')).push,
  key: async () => (await import('./commands/key.js')).key,
  affected: async () => (await import('./commands/affected.js')).affected,
  ci: async () => (await import('./commands/ci.js')).ci,
  list: async () => (await import('./commands/list.js')).list,
  graph: async () => (await import('./commands/graph.js')).graph,
  explain: async () => (await import('./commands/explain.js')).explain,
  join: async () => (await import('./commands/join.js')).join,
  meet: async () => (await import('./commands/meet.js')).meet,
  lock: async () => (await import('./commands/lock.js')).lock,
  update: async () => (await import('./commands/update.js')).update,
  split: async () => (await import('./commands/split.js')).split,
  doctor: async () => (await import('./commands/doctor.js')).doctor,
  eject: async () => (await import('./commands/eject.js')).eject,
  errors: async () => (await import('./commands/errors.js')).errors,
  completion: async () => (await import('./commands/completion.js')).completion,
  complete: async () => {
    const { complete } = await import('./completion/complete.js');
    return (io) => complete(io, (called) => commandShapes(io, namesFor(called)));
  },
};

/** All, unless one of them was called. */
function namesFor(called: string): readonly string[] {
  return Object.hasOwn(subcommands, called) ? [called] : Object.keys(subcommands);
}

/** What subcommands take, as data, but for those that no help text lists. */
export async function commandShapes(
  io: CommandIo,
  names: readonly string[] = Object.keys(subcommands),
): Promise<readonly CommandShape[]> {
  const faces = await facesOf(names, io);
  return faces.map(shapeOfCommand).filter(({ isHidden }) => !isHidden);
}

async function facesOf(
  names: readonly string[],
  io: CommandIo,
): Promise<readonly CommandFace<never, number>[]> {
  const faces: CommandFace<never, number>[] = [];
  // One after another: they share most of what they load.
  for (const name of names) faces.push((await subcommands[name]?.())?.(io) as CommandFace<never, number>);
  return faces;
}

export async function run(args: readonly string[], io: CommandIo = processIo()): Promise<number> {
  const [called = ''] = args;
  let hasPrinted = false;
  const watched: CommandIo = {
    ...io,
    out: (text) => {
      hasPrinted = true;
      io.out(text);
    },
  };
  return runSubcommands(
    {
      name: 'flake-lattice',
      description:
        'Generates the Nix flakes that lattice.toml declares, each building upon others, and keeps them in sync.',
      version: '0.1.0',
      explainer: 'flake-lattice errors',
      examples: [
        { line: 'flake-lattice init', does: 'begin a lattice in this folder' },
        { line: 'flake-lattice generate', does: 'write what lattice.toml declares' },
        { line: 'flake-lattice build dev', does: 'build the node `dev` and all below it' },
        { line: 'flake-lattice check --diff', does: 'exit 1, and show why, when something is out of date' },
        { line: 'flake-lattice errors NODE_CYCLE', does: 'explain an error code at length' },
      ],
      hasPrinted: () => hasPrinted,
      subcommands: await facesOf(namesFor(called), watched),
    },
    args,
    watched,
  );
}
