// For tests: a git repository of its own with a plan that can be varied, and what lies on its disk.
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runProgram } from '@flake-lattice/programs';
import { type Applied, applyTree } from './apply-tree.js';
import { type Comparison, compareTree } from './compare-tree.js';
import type { EditedChoice } from './decide.js';
import type { TreePlan } from './tree-plan.js';

export const env = { PATH: '/usr/bin:/bin', HOME: '/nonexistent' };

const who = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', '-c', 'commit.gpgsign=false'];

export type Texts = Readonly<Record<string, string>>;

export interface TestedTree {
  readonly root: string;
  readonly folder: string;
  readonly planOf: (texts: Texts, more?: Partial<TreePlan>) => TreePlan;
  readonly apply: (texts: Texts, edited?: EditedChoice, more?: Partial<TreePlan>) => Promise<Applied>;
  readonly compare: (texts: Texts, more?: Partial<TreePlan>) => Promise<Comparison>;
  /** Each file with its outcome, those that are unchanged left out. */
  readonly outcomes: (
    texts: Texts,
    edited?: EditedChoice,
    more?: Partial<TreePlan>,
  ) => Promise<Readonly<Record<string, string>>>;
  readonly states: (texts: Texts, more?: Partial<TreePlan>) => Promise<Readonly<Record<string, string>>>;
  readonly write: (path: string, text: string) => Promise<void>;
  readonly read: (path: string) => Promise<string>;
  /** Gives what git printed. Throws where it failed, unless `mayFail`. */
  readonly git: (...args: string[]) => Promise<string>;
  readonly gitMayFail: (...args: string[]) => Promise<string>;
  readonly remove: () => Promise<void>;
}

export async function makeTree({ below = tmpdir(), git: inGit = true } = {}): Promise<TestedTree> {
  const root = await realpath(await mkdtemp(join(below, 'generated-tree-')));
  const folder = join(root, 'generated');
  const run = (args: readonly string[]) => runProgram('git', [...who, ...args], { cwd: root, env });
  const gitMayFail = async (...args: string[]) => (await run(args)).stdout;
  const git = async (...args: string[]) => {
    const result = await run(args);
    if (result.exitCode !== 0) throw new Error(`git ${args.join(' ')}: ${result.stdout}${result.stderr}`);
    return result.stdout;
  };
  if (inGit) await git('init', '--quiet', '--initial-branch=main');
  const planOf: TestedTree['planOf'] = (texts, more = {}) => ({
    folder,
    root,
    files: Object.entries(texts).map(([path, contents]) => ({ path, contents })),
    leave: [],
    ...more,
  });
  const apply: TestedTree['apply'] = (texts, edited = 'leave', more = {}) =>
    applyTree(planOf(texts, more), { env, edited });
  const compare: TestedTree['compare'] = (texts, more = {}) => compareTree(planOf(texts, more), { env });
  return {
    root,
    folder,
    planOf,
    apply,
    compare,
    outcomes: async (texts, edited, more) => {
      const { files } = await apply(texts, edited, more);
      const changed = files.filter(({ outcome }) => outcome !== 'unchanged');
      return Object.fromEntries(changed.map(({ path, outcome }) => [path, outcome]));
    },
    states: async (texts, more) => {
      const { files } = await compare(texts, more);
      return Object.fromEntries(
        files.filter(({ state }) => state !== 'unchanged').map(({ path, state }) => [path, state]),
      );
    },
    write: async (path, text) => {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    },
    read: (path) => readFile(join(folder, path), 'utf8'),
    git,
    gitMayFail,
    remove: () => rm(root, { recursive: true, force: true }),
  };
}
