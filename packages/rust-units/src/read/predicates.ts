// Reasons about `cfg` predicates: takes their text, tells what can hold outside of tests.

type Predicate =
  | { readonly kind: 'atom'; readonly text: string }
  | { readonly kind: 'all' | 'any' | 'not'; readonly parts: readonly Predicate[] };

export function parsePredicate(text: string): Predicate {
  const call = /^\s*(all|any|not)\s*\(([\s\S]*)\)\s*$/.exec(text);
  if (!call) return { kind: 'atom', text: text.trim() };
  const [, kind, inner = ''] = call;
  return { kind: kind as 'all', parts: splitParts(inner).map(parsePredicate) };
}

/** At commas outside of brackets and strings. */
function splitParts(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === '"' && text[at - 1] !== '\\') isQuoted = !isQuoted;
    if (isQuoted) continue;
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    if (letter === ',' && depth === 0) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)].filter((part) => part.trim() !== '');
}

/** Whether the predicate holds in tests alone, whatever else is configured. */
export function isTestPredicate(text: string): boolean {
  return !canHold(parsePredicate(text), true);
}

const ofTests = new Set(['test', 'doctest']);

/** Whether there is a configuration without tests in which the predicate has that value. */
function canHold(predicate: Predicate, value: boolean): boolean {
  if (predicate.kind === 'atom') return !ofTests.has(predicate.text) || !value;
  if (predicate.kind === 'not') return predicate.parts.every((part) => canHold(part, !value));
  const needsEvery = (predicate.kind === 'all') === value;
  return needsEvery
    ? predicate.parts.every((part) => canHold(part, value))
    : predicate.parts.some((part) => canHold(part, value));
}

export function negation(predicate: string): string {
  return `not(${predicate})`;
}

export function conjunction(predicates: readonly string[]): string {
  return predicates.length === 1 ? (predicates[0] as string) : `all(${predicates.join(', ')})`;
}

/** The predicate as it is where the tests of the crate run. */
export function withoutTest(text: string): string {
  return text.replace(/\btest\b/g, 'all()');
}
