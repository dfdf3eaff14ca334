// Splits a crate and proves the split: takes what is asked for, gives the finest split whose tests are those of the crate.
import type { Granularity } from './split.js';
import { type SplitOutcome, type SplitRequest, splitCrate } from './split-crate.js';
import { findCargoConfigs } from './verify/cargo-configs.js';
import { areTestsEqual } from './verify/compare-tests.js';
import { type Verification, verifySplit } from './verify/verify-split.js';

export interface ProvenSplit {
  readonly outcome: SplitOutcome;
  readonly verification: Verification;
}

const coarser: Readonly<Record<Granularity, Granularity | undefined>> = {
  declaration: 'module',
  module: 'crate',
  crate: undefined,
};

/** The caller removes the outcome's folders. */
export async function proveSplit(request: Omit<SplitRequest, 'isToBeVerified'>): Promise<ProvenSplit> {
  for (let granularity = request.granularity; ; ) {
    const outcome = await splitCrate({ ...request, granularity, isToBeVerified: true });
    const verification = await verify(outcome, request);
    const next = coarser[outcome.split.granularity];
    if (areTestsEqual(verification.tests) || next === undefined) return { outcome, verification };
    await outcome.remove();
    granularity = next;
  }
}

async function verify(
  { original, packages, originalTarget, targetFolder }: SplitOutcome,
  {
    folder,
    findCargo,
    env,
    configs,
    features,
    onStep = () => undefined,
  }: Omit<SplitRequest, 'isToBeVerified'>,
): Promise<Verification> {
  onStep('the tests of the crate and of its facade');
  return verifySplit(original, packages, {
    cargo: await findCargo(),
    env,
    configs: configs ?? (await findCargoConfigs(folder)),
    ...(features ? { features } : {}),
    originalTarget,
    facadeTarget: targetFolder,
  });
}
