// The check of `doctor` on flakes in the output folder that are of no node: what was left there by git, or by a person.
import { quoteForShell } from '@flake-lattice/errors';
import { unknownFlakes } from '../project/unknown-flakes.js';
import type { Check } from './check.js';
import { ifWell } from './patient.js';

export const leftoverCheck: Check = {
  id: 'leftovers',
  title: 'every flake in the output folder is of a node',
  run: async (patient) => {
    const plan = await ifWell(patient.plan);
    if (!plan) return undefined;
    const { lattice } = plan.project;
    return unknownFlakes(plan.project).map((folder) => ({
      message: `\`${patient.shown(folder)}\` is a flake of no node of ${lattice.shown}, and no run wrote it that is known here`,
      mend: `git rm -r -f --ignore-unmatch -- ${quoteForShell(patient.shown(folder))} && rm -rf -- ${quoteForShell(patient.shown(folder))}   (takes it away)\nor declare the node again, or move the flake to another folder`,
    }));
  },
};
