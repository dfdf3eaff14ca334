// `npm start`: sets up what is missing, runs the layers in their order through Nx, and tells what came of each.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { processIo } from '@flake-lattice/command-shell';
import { exitStatus, formatError, isCodedError } from '@flake-lattice/errors';
import { setUpToolchain } from '../set-up/set-up.js';
import { runTasks, type TasksRun } from './run-tasks.js';
import { type Step, steps } from './steps.js';
import { formatRow } from './table.js';

const root = join(import.meta.dirname, '../..');
const layers = 'config-builder,flake-template,rust-units,root-integrator';

export async function run(_args: readonly string[], io = processIo()): Promise<number> {
  const say = (line: string) => io.out(`${line}\n`);
  try {
    const nix = await setUp(say, io.err);
    return await runLayers(nix, say, io.err);
  } catch (error) {
    if (!isCodedError(error)) throw error;
    io.err(formatError(error));
    return exitStatus.refused;
  }
}

/** @returns the path of the Nix that the layers are to use, whichever one the user's environment names */
async function setUp(say: (line: string) => void, err: (text: string) => void): Promise<string> {
  const begun = performance.now();
  const report = (line: string) => err(`    ${line}\n`);
  const { nix, changed } = await setUpToolchain({ root, env: process.env, forTests: false, report });
  say(
    formatRow({
      mark: '✔',
      title: 'tools',
      outcome: `Nix ${nix.version.text}${changed ? '' : ', ready'}`,
      where: '.toolchain/bin/nix',
      time: performance.now() - begun,
    }),
  );
  return nix.path;
}

async function runLayers(
  nix: string,
  say: (line: string) => void,
  err: (text: string) => void,
): Promise<number> {
  const args = [
    'run-many',
    '--target=build',
    `--projects=${layers}`,
    '--output-style=stream-without-prefixes',
  ];
  const ran = await runTasks(root, args, { FLAKE_LATTICE_NIX: nix }, (line) => {
    const task = /^> nx run (\S+)/.exec(line)?.[1];
    if (task) err(`    ${task}\n`);
    if (line.startsWith('warning: the remote cache ')) err(`${line}\n`);
  });
  for (const step of steps) {
    const time = ran.times.get(step.task);
    const outcome = outcomeOf(step, ran);
    if (time !== undefined && outcome)
      say(formatRow({ mark: '✔', title: step.title, outcome, where: step.result, time }));
  }
  if (ran.exitCode !== 0) {
    err(failureOf(ran));
    return exitStatus.refused;
  }
  say(`\n${await closing(ran)}`);
  return exitStatus.done;
}

function outcomeOf({ readOutcome }: Step, { log }: TasksRun): string | undefined {
  return readOutcome(log);
}

/** What the failed task printed, from its error on; all of it where it printed none. */
function failureOf({ log }: TasksRun): string {
  const from = log.findIndex((line) => /^(error\[|fault:)/.test(line));
  return `\n${(from === -1 ? log : log.slice(from)).join('\n')}\n`;
}

async function closing(ran: TasksRun): Promise<string> {
  const [generated, built] = await Promise.all(
    ['generated/config-seed/config.toml', 'result/config.toml'].map((file) => readFile(join(root, file))),
  );
  if (!generated || !built?.equals(generated)) {
    throw new Error('result/config.toml is not the generated configuration');
  }
  const outcomes = steps.map((step) => outcomeOf(step, ran));
  const idle = outcomes.every(
    (outcome) => outcome === 'unchanged' || outcome === 'kept' || outcome === 'nothing to build',
  );
  const what = idle
    ? 'Nothing was written and nothing was built: all was up to date.'
    : outcomes.some((outcome) => outcome?.startsWith('not built'))
      ? 'All layers are built but the crate, which needs a compiler: install rustc and cc, then npm start.'
      : 'All layers are built.';
  return `${what}\nresult/config.toml is generated/config-seed/config.toml, byte for byte.`;
}
