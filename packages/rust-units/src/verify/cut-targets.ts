// Cuts whole targets, where nothing smaller helps: takes their labels, changes Cargo.toml so that they are not tested.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { countTests } from './count-tests.js';
import { asTable, renderManifest, type Table } from './crate-manifest.js';
import type { Cut } from './cut.js';
import type { CutBroken } from './cut-broken.js';

/** A test that cargo finds by itself is named in Cargo.toml afterwards, so that it can be switched off there. */
export async function cutTargets(
  folder: string,
  manifest: Table,
  { targets, faults }: Pick<CutBroken, 'targets' | 'faults'>,
): Promise<readonly Cut[]> {
  const changed: Table = structuredClone(manifest);
  const cuts: Cut[] = [];
  for (const label of targets) {
    const [kind, name = ''] = label.split('/');
    const reason = faults.find((fault) => fault.startsWith(`${label} `)) ?? 'it does not compile';
    if (kind === 'lib') changed.lib = { ...asTable(changed.lib), test: false };
    else {
      const key = kind === 'tests' ? 'test' : 'bin';
      const entries = (Array.isArray(changed[key]) ? changed[key] : []) as Table[];
      const entry = entries.find((one) => one.name === name) ?? { name };
      changed[key] = [...entries.filter((one) => one !== entry), { ...entry, test: false }];
    }
    const file = kind === 'tests' ? `tests/${name}.rs` : kind === 'lib' ? 'src/lib.rs' : 'Cargo.toml';
    const text = await readFile(join(folder, file), 'utf8').catch(() => '');
    cuts.push({ file, item: `target ${label}`, reason, tests: countTests(text, new Map()) });
  }
  await writeFile(join(folder, 'Cargo.toml'), renderManifest(changed));
  return cuts;
}
