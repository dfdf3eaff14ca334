// `npm run prove -- POINT`: runs a proof in full whose seeded sample runs with `npm test`.
import { join } from 'node:path';
import { type CommandIo, processIo, runCommand } from '@flake-lattice/command-shell';
import { CodedError, exitStatus } from '@flake-lattice/errors';
import { runDependency } from '../dependency/run-dependency.js';
import { setUpToolchain } from '../set-up/set-up.js';
import { points } from './points.js';

const root = join(import.meta.dirname, '../..');

interface Options {
  readonly seed?: string;
}

export function run(args: readonly string[], io: CommandIo = processIo()): Promise<number> {
  return runCommand<Options>(
    {
      name: 'npm run prove --',
      description: 'Runs a proof in full. Without a point, lists the points.',
      examples: [
        { line: 'npm run prove', does: 'list the points' },
        { line: 'npm run prove -- round-trip --seed 7', does: 'with other random documents' },
      ],
      declare: (command) =>
        command
          .argument('[point]')
          .option('--seed <number>', 'of what is random (default: the day, as YYYYMMDD)'),
      body: async ({ seed = today() }, [point]) => {
        if (point === undefined) {
          for (const [name, { proves }] of Object.entries(points)) io.out(`${name.padEnd(16)}  ${proves}\n`);
          return exitStatus.done;
        }
        return prove(point, seed, io);
      },
    },
    args,
    io,
  );
}

function today(): string {
  return new Date().toISOString().slice(0, 10).replaceAll('-', '');
}

async function prove(name: string, seed: string, io: CommandIo): Promise<0 | 1> {
  const point = Object.entries(points).find(([known]) => known === name)?.[1];
  if (!point) {
    throw new CodedError({
      code: 'USAGE',
      message: `\`${name}\` is no point that can be proven`,
      hint: `one of: ${Object.keys(points).join(', ')}`,
    });
  }
  await setUpToolchain({ root, env: io.env, forTests: true, report: (line) => io.err(`    ${line}\n`) });
  io.out(`seed ${seed}: ${point.proves}\n`);
  const { exitCode } = await runDependency('jest', ['--verbose', ...point.tests], {
    root,
    env: { ...io.env, CI: 'true', FLAKE_LATTICE_SEED: seed, ...point.env },
    nodeOptions: ['--experimental-vm-modules', '--no-warnings'],
    onErrorLine: (line) => io.err(`${line}\n`),
  });
  return exitCode === 0 ? exitStatus.done : exitStatus.found;
}
