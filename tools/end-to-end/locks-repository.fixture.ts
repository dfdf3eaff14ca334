// For tests of locks: a git repository of flakes that are given as data, and Nix's own lock of each.
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  type DeclaredInput,
  type DeclaredInputs,
  fromData,
  type Lock,
  type LockPlan,
  planLock,
  renderExpression,
  renderLock,
} from '@flake-lattice/nix-text';
import { type ProgramResult, runNix, runProgram } from '@flake-lattice/programs';
import { environmentWith, type TestedNix } from '../testing/nixes.js';

export interface TestFlake {
  readonly inputs: DeclaredInputs;
  /** The Nix text of its outputs; without it, a flake that gives nothing. */
  readonly outputs?: string;
}

/** By folder; that of the repository itself is `''`. */
export type TestFlakes = ReadonlyMap<string, TestFlake>;

export interface FlakeRepository {
  /** Absolute path. */
  readonly root: string;
  readonly write: (flakes: TestFlakes) => Promise<void>;
  /** Writes the lock, or deletes it, and tells git of it. */
  readonly setLock: (folder: string, lock: string | undefined) => Promise<void>;
  /** The lock that Nix writes where there was none, or what it said instead. */
  readonly lockByNix: (folder: string, nix: TestedNix) => Promise<string>;
  readonly nix: (nix: TestedNix, folder: string, args: readonly string[]) => Promise<ProgramResult>;
  /** All that was written; gives the URL of the commit as a flake. */
  readonly commit: (message: string) => Promise<string>;
  readonly remove: () => Promise<void>;
}

export async function makeRepository(): Promise<FlakeRepository> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'flake-lattice-locks-')));
  const env = {
    PATH: process.env.PATH,
    HOME: root,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_SYSTEM: '/dev/null',
  };
  const git = async (args: readonly string[]) => {
    const { exitCode, stdout, stderr } = await runProgram('git', args, { cwd: root, env });
    if (exitCode !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
    return stdout.trim();
  };
  await git(['init', '--quiet', '--initial-branch=main']);
  const nix: FlakeRepository['nix'] = (tested, folder, args) => {
    const options = ['--option', 'warn-dirty', 'false'];
    const cwd = join(root, folder);
    return runNix({ path: tested.path } as Parameters<typeof runNix>[0], [...args, ...options], {
      cwd,
      env: environmentWith(tested),
    });
  };
  const setLock: FlakeRepository['setLock'] = async (folder, lock) => {
    const file = join(root, folder, 'flake.lock');
    if (lock === undefined) {
      await rm(file, { force: true });
      await git(['rm', '--quiet', '--cached', '--ignore-unmatch', '--', file]);
      return;
    }
    await writeFile(file, lock);
    await git(['add', '--', file]);
  };
  return {
    root,
    nix,
    commit: async (message) => {
      const who = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', '-c', 'commit.gpgsign=false'];
      await git([...who, 'commit', '--quiet', '--allow-empty', '--message', message]);
      return `git+file://${root}?rev=${await git(['rev-parse', 'HEAD'])}`;
    },
    setLock,
    write: async (flakes) => {
      for (const [folder, flake] of flakes) {
        const file = join(root, folder, 'flake.nix');
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, renderTestFlake(flake));
      }
      await git(['add', '.']);
    },
    lockByNix: async (folder, tested) => {
      await setLock(folder, undefined);
      const { exitCode, stderr } = await nix(tested, folder, ['flake', 'lock']);
      if (exitCode !== 0) return `Nix: ${stderr}`;
      const file = join(root, folder, 'flake.lock');
      const text = await readFile(file, 'utf8').catch(() => renderLock({ inputs: new Map() }));
      await setLock(folder, undefined);
      return text;
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

export function renderTestFlake({ inputs, outputs = '_: { }' }: TestFlake): string {
  return `{\n  inputs = ${renderExpression(fromData(dataOfInputs(inputs)))};\n  outputs = ${outputs};\n}\n`;
}

function dataOfInputs(inputs: DeclaredInputs): Record<string, unknown> {
  return Object.fromEntries([...inputs].map(([name, input]) => [name, dataOfInput(input)]));
}

function dataOfInput({ url, flake, follows, inputs, attributes }: DeclaredInput): Record<string, unknown> {
  return {
    ...Object.fromEntries(attributes ?? []),
    ...(url === undefined ? {} : { url }),
    ...(flake === undefined ? {} : { flake }),
    ...(follows === undefined ? {} : { follows: follows.join('/') }),
    ...(inputs === undefined ? {} : { inputs: dataOfInputs(inputs) }),
  };
}

export interface PlanOptions {
  readonly previous?: Lock;
  readonly lockAt?: (folder: string) => Lock | undefined;
  readonly external?: Parameters<typeof planLock>[0]['lockedExternal'];
}

export function planLockOf(
  flakes: TestFlakes,
  folder: string,
  { previous, lockAt, external }: PlanOptions = {},
): LockPlan {
  const flake = flakes.get(folder);
  if (!flake) throw new Error(`no flake in \`${folder}\``);
  return planLock({
    folder,
    inputs: flake.inputs,
    flakeAt: (other) => flakes.get(other)?.inputs,
    ...(lockAt ? { lockAt } : {}),
    ...(external ? { lockedExternal: external } : {}),
    previous,
  });
}

/** The text of a plan that is a lock. */
export function textOf(plan: LockPlan): string {
  return plan.kind === 'lock'
    ? renderLock(plan.lock)
    : `needs Nix: ${plan.reason} (${plan.inputs.join(', ')})`;
}
