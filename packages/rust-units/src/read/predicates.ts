// The predicates of `cfg` attributes as the code of a split is made with them: takes texts, gives texts.
import {
  type CfgExpression,
  mentionsTests,
  needsTest,
  parseCfg,
  renderCfg,
  whileTesting,
} from './cfg-expression.js';

/** Whether the predicate holds in tests alone, whatever else is configured. */
export function isTestPredicate(text: string): boolean {
  const cfg = parseCfg(text);
  return cfg !== undefined && needsTest(cfg);
}

export function negation(predicate: string): string {
  return `not(${predicate})`;
}

export function conjunction(predicates: readonly string[]): string {
  return predicates.length === 1 ? (predicates[0] as string) : `all(${predicates.join(', ')})`;
}

/** The predicate as it is where the tests of the crate run. */
export function whereTested(text: string): string {
  return changed(text, (cfg) => whileTesting(cfg, true));
}

/**
 * What is there in tests, and without them under another condition, `any(test, feature = "testing")`: that other condition.
 * Nothing where tests alone decide, or do not matter.
 */
export function conditionOutsideOfTests(text: string): string | undefined {
  const cfg = parseCfg(text);
  if (cfg === undefined || !mentionsTests(cfg)) return undefined;
  const outside = whileTesting(cfg, false);
  return typeof outside === 'boolean' ? undefined : renderCfg(outside);
}

function changed(text: string, change: (cfg: CfgExpression) => CfgExpression | boolean): string {
  const cfg = parseCfg(text);
  return cfg !== undefined && mentionsTests(cfg) ? renderCfg(change(cfg)) : text;
}
