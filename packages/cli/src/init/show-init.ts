// Tells what a new lattice consists of: takes the plan, gives lines for people, or data for programs.
import { dirname, join, relative } from 'node:path';
import { quoteForShell } from '@flake-lattice/errors';
import { formatDiff } from '@flake-lattice/generated-tree';
import type { InitPlan } from './plan-init.js';
import { standInPath } from './stand-in.js';

export interface InitFile {
  /** From the folder that the command runs in; a folder ends in `/`. */
  readonly file: string;
  readonly outcome: 'created' | 'changed' | 'unchanged';
}

export function filesOf({ ground, lattice, root, standIn }: InitPlan, cwd: string): readonly InitFile[] {
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
  ];
}

export function isRootChanged({ flake, plan }: InitPlan['root']): boolean {
  return plan.result !== flake.text;
}

/** What would be different, as a unified diff of the files that a person reads. */
export function diffOf(plan: InitPlan, cwd: string): string {
  const { file, text } = plan.lattice;
  return formatDiff(relative(cwd, file), undefined, text) + rootDiffOf(plan);
}

export function rootDiffOf({ root }: InitPlan): string {
  return formatDiff(root.shown, root.flake.text, root.plan.result);
}

/** What to do next, one command a line. */
export function nextCommands({ ground }: InitPlan, cwd: string): readonly string[] {
  const folder = relative(cwd, ground.folder);
  return [
    ...(folder === '' ? [] : [`cd ${quoteForShell(folder)}`]),
    'flake-lattice generate',
    'flake-lattice build',
  ];
}

export function dataOf(plan: InitPlan, cwd: string, written: boolean) {
  return {
    folder: relative(cwd, dirname(plan.lattice.file)) || '.',
    written,
    files: filesOf(plan, cwd),
    nixpkgs: plan.nixpkgs,
    notes: [...plan.notes, ...plan.root.plan.notes],
    next: nextCommands(plan, cwd),
  };
}
