// For tests: the crates of fixtures/cases, their files and folders, and the trees that splits of them come to.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordFile } from './record.js';
import type { CrateSplit, PackageFile } from './split.js';

export const casesFolder = join(import.meta.dirname, '../fixtures/cases');

export const caseNames: readonly string[] = readdirSync(casesFolder).sort();

export const inputOf = (name: string) => join(casesFolder, name, 'input');
export const expectedOf = (name: string) => join(casesFolder, name, 'expected');

/** Every file below a folder by its path, as text; none where there is no folder. */
export function readTree(folder: string): Readonly<Record<string, string>> {
  let entries: ReturnType<typeof listFiles>;
  try {
    entries = listFiles(folder);
  } catch {
    return {};
  }
  return Object.fromEntries(entries.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

function listFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

/** The files of facade and units, and a table of what each unit holds, uses, and keeps together. */
export function treeOf({ facade, units }: Pick<CrateSplit, 'facade' | 'units'>) {
  const files = [
    ...facade.files.map((file) => [file.path, contentsOf(file)] as const),
    ...units.flatMap((unit) =>
      unit.files.map((file) => [`${unit.folder}/${file.path}`, contentsOf(file)] as const),
    ),
    ['plan.txt', planTable(units)] as const,
  ];
  return Object.fromEntries(files.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function contentsOf(file: PackageFile): string {
  const text = 'contents' in file ? file.contents : readFileSync(file.copyOf, 'utf8');
  // What is hashed may become other in a new version, and would be other here in each case then.
  return file.path === recordFile ? text.replace(/"plan": "[0-9a-f]{64}"/, '"plan": "…"') : text;
}

function planTable(units: CrateSplit['units']): string {
  return units
    .map(({ folder, lines, declarations, units: below, crates, merges }) =>
      [
        `${folder} (${lines} lines): ${declarations.join(', ')}`,
        ...[...below, ...crates].map((name) => `  uses ${name}`),
        ...merges.map(({ kind, reason }) => `  ${kind}: ${reason}`),
        '',
      ].join('\n'),
    )
    .join('');
}
