// Proves a split: runs the tests of a crate and those of its facade, and compares the API; gives all that differs.
import { type ApiDifference, compareApi } from './compare-api.js';
import { areTestsEqual, compareTests, type TestComparison } from './compare-tests.js';
import type { RunTestsOptions } from './run-tests.js';
import { runTests } from './run-tests.js';

export interface VerifySplitOptions extends Omit<RunTestsOptions, 'targetFolder'> {
  /**
   * Absolute paths of folders for what is built, which no other crate of the same name was built in: cargo tells packages
   * of workspaces apart by name and version alone, and would take what it built of the one for the other.
   */
  readonly originalTarget: string;
  readonly facadeTarget: string;
}

export interface Verification {
  /** Tests are equal, and nothing is missing from the API. */
  readonly isEqual: boolean;
  readonly tests: TestComparison;
  /** Sorted by path. What is more than the crate has, or is written otherwise, is told and proves nothing wrong. */
  readonly api: readonly ApiDifference[];
}

/** Both folders hold a Cargo.toml and are complete: what cannot be had offline was cut from the original before. */
export async function verifySplit(
  originalFolder: string,
  facadeFolder: string,
  { originalTarget, facadeTarget, ...options }: VerifySplitOptions,
): Promise<Verification> {
  if (originalTarget === facadeTarget) throw new Error('the target folders are one and the same');
  const ofOriginal = { ...options, targetFolder: originalTarget };
  const ofFacade = { ...options, targetFolder: facadeTarget };
  const original = await runTests(originalFolder, ofOriginal);
  const facade = await runTests(facadeFolder, ofFacade);
  const tests = compareTests(original, facade);
  const api = await compareApi(
    { folder: originalFolder, ...ofOriginal },
    { folder: facadeFolder, ...ofFacade },
  );
  return { isEqual: areTestsEqual(tests) && api.every(({ kind }) => kind !== 'missing'), tests, api };
}
