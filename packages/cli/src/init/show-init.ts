// Tells what a new lattice consists of: takes the plan, gives lines for people, or data for programs.
import { dirname, join, relative } from 'node:path';
import type { CommandIo } from '@flake-lattice/command-shell';
import { quoteForShell } from '@flake-lattice/errors';
import { formatDiff } from '@flake-lattice/generated-tree';
import type { InitPlan } from './plan-init.js';
import { standInPath } from './stand-in.js';

export interface InitFile {
  /** From the folder that the command runs in; a folder ends in `/`. */
  readonly file: string;
  readonly outcome: 'created' | 'changed' | 'unchanged';
}

export function filesOf(
  { ground, lattice, root, beside, standIn }: InitPlan,
  cwd: string,
): readonly InitFile[] {
  const shown = (file: string) => relative(cwd, file);
  const rootOutcome =
    root.flake.text === undefined ? 'created' : isRootChanged(root) ? 'changed' : 'unchanged';
  return [
    ...(ground.repository
      ? []
      : [{ file: `${shown(join(ground.folder, '.git'))}/`, outcome: 'created' as const }]),
    ...(standIn.length === 0
      ? []
      : [{ file: `${shown(join(ground.folder, standInPath))}/`, outcome: 'created' as const }]),
    { file: shown(lattice.file), outcome: 'created' },
    { file: root.shown, outcome: rootOutcome },
    ...beside.map(({ file }) => ({ file: shown(file), outcome: 'created' as const })),
  ];
}

export function isRootChanged({ flake, plan }: InitPlan['root']): boolean {
  return plan.result !== flake.text;
}

/** What would be different, as a unified diff of the files that a person reads. */
export function diffOf(plan: InitPlan, cwd: string): string {
  const { file, text } = plan.lattice;
  const beside = plan.beside.map((each) => formatDiff(relative(cwd, each.file), undefined, each.contents));
  return formatDiff(relative(cwd, file), undefined, text) + rootDiffOf(plan) + beside.join('');
}

export function rootDiffOf({ root }: InitPlan): string {
  return formatDiff(root.shown, root.flake.text, root.plan.result);
}

/** What to do next, one command a line. */
export function nextCommands(
  { ground }: InitPlan,
  { cwd, env }: Pick<CommandIo, 'cwd' | 'env'>,
): readonly string[] {
  const folder = relative(cwd, ground.folder);
  // Whoever was brought here by npm has no command of this name.
  const command = env.npm_command === undefined ? 'flake-lattice' : 'npx flake-lattice';
  return [
    ...(folder === '' ? [] : [`cd ${quoteForShell(folder)}`]),
    `${command} generate`,
    `${command} build`,
  ];
}

export function dataOf(plan: InitPlan, io: Pick<CommandIo, 'cwd' | 'env'>, written: boolean) {
  const { cwd } = io;
  return {
    folder: relative(cwd, dirname(plan.lattice.file)) || '.',
    written,
    template: plan.template,
    files: filesOf(plan, cwd),
    nixpkgs: plan.nixpkgs,
    notes: [...plan.notes, ...plan.root.plan.notes],
    next: nextCommands(plan, io),
  };
}
