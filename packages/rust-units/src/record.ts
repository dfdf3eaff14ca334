// What an earlier split learnt from rustc, kept beside the facade: written as JSON, and read again with its plan's hash.
import { createHash } from 'node:crypto';
import { repeatedCalls } from './emit/repeated-calls.js';
import type { LinkedCrate } from './link-crate.js';
import { noRepairs, type Repairs } from './plan/plan-groups.js';
import { type Coarseness, planUnits } from './plan/plan-units.js';
import type { Granularity } from './split.js';
import type { FeatureSelection } from './verify/test-run.js';

export const recordFile = 'split.json';

export interface SplitRecord {
  /** Of the plan before any repair: while it is the same, so is what rustc would ask for. */
  readonly plan: string;
  readonly granularity: Granularity;
  readonly repairs: Repairs;
}

/**
 * Changes with what refers to what, which macros make examples, and how it is to be split, and with no edit within a body that changes neither. The
 * order of files and items has no part in it.
 */
export function hashPlan(
  linked: LinkedCrate,
  { granularity, maxBytes }: Coarseness,
  features: FeatureSelection,
): string {
  const coarseness = { granularity, ...(maxBytes === undefined ? {} : { maxBytes }) };
  const plans = planUnits(linked, noRepairs, coarseness);
  const lines = plans.flatMap(({ folder, members }) =>
    members.flatMap((member) => {
      const { needs, macros } = linked.links.get(member) ?? { needs: [], macros: [] };
      const targets = needs.map(({ module, name, target }) => {
        const at = module.path.join('::');
        if (target.kind === 'declaration')
          return `${at} ${name} = ${target.declaration.key} ${target.member ?? ''}`;
        return target.kind === 'module'
          ? `${at} ${name} = mod ${target.module.path.join('::')}`
          : `${at} ${name} = ${target.path.join('::')}`;
      });
      return [
        `${folder} ${member.key} ${member.conditions.join()}`,
        ...targets,
        ...macros.map(({ key }) => key),
      ]
        .sort()
        .join('\n');
    }),
  );
  const repeated = repeatedCalls(linked.declarations, new Set()).keys.map((key) => `repeated ${key}`);
  const { edition, version, features: declared } = linked.manifest;
  const whole = JSON.stringify([
    edition,
    version,
    [...declared],
    features,
    coarseness,
    [...lines, ...repeated].sort(),
  ]);
  return createHash('sha256').update(whole).digest('hex');
}

export function renderRecord(record: SplitRecord, header: readonly string[]): string {
  return `${JSON.stringify({ about: header.join(' '), ...record }, undefined, 2)}\n`;
}

/** @returns nothing where the text is no such record: it is only a memory, and can be had again */
export function parseRecord(text: string): SplitRecord | undefined {
  try {
    const { plan, granularity, repairs } = JSON.parse(text) as SplitRecord;
    const isWhole = typeof plan === 'string' && ['declaration', 'module', 'crate'].includes(granularity);
    const lists =
      isWhole &&
      (['edges', 'merges', 'absent', 'dropped', 'imports', 'opened'] as const).every((key) =>
        Array.isArray(repairs?.[key]),
      );
    return lists ? { plan, granularity, repairs } : undefined;
  } catch {
    return undefined;
  }
}
