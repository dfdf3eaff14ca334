// Gives doctests names that hold wherever their file lies: takes those with file and line, gives those of their items.
import type { PrintedTest } from './parse-test-output.js';
import { compareText, type TestResult } from './test-run.js';

/**
 * `src/m.rs - m::Foo<T>::bar (line 5)` becomes `m::Foo<T>::bar #1`, where the number counts those of equal item and kind
 * in the order of their files and lines. That a doctest is only compiled, or must not compile, stays in its name.
 */
export function nameDoctests(printed: readonly PrintedTest[]): readonly TestResult[] {
  const placed = printed
    .map((test) => ({ ...test, ...placeOf(test.name) }))
    .sort((one, other) => compareText(one.file, other.file) || one.line - other.line);
  const counts = new Map<string, number>();
  return placed.map(({ item, kind, outcome }) => {
    const label = kind === undefined ? item : `${item} (${kind})`;
    const count = (counts.get(label) ?? 0) + 1;
    counts.set(label, count);
    return { target: 'doc', name: `${label} #${count}`, outcome };
  });
}

function placeOf(name: string): { readonly file: string; readonly item: string; readonly line: number } {
  const match = /^(.*?) - (.*?) ?\(line (\d+)\)$/.exec(name);
  if (!match) return { file: '', item: name, line: 0 };
  const [, file = '', item = '', line] = match;
  return { file, item: item === '' ? 'crate' : item.replace(/\s+/g, ' '), line: Number(line) };
}
