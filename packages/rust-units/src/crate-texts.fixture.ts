// For tests: crates as texts by path, read and linked without a disk, and what their plans and units come to.
import { buildSplit, type SplitChoices } from './build-split.js';
import { type LinkedCrate, linkCrate } from './link-crate.js';
import { noRepairs, type Repairs } from './plan/plan-groups.js';
import { type Coarseness, planUnits, type UnitPlan } from './plan/plan-units.js';
import type { CrateSource } from './read/crate-source.js';
import { readManifest } from './read/manifest.js';
import { readModules } from './read/read-modules.js';
import type { PackageFile, RustPackage } from './split.js';
import { loadRustParser, type RustParser } from './syntax/rust-parser.js';

export type Texts = Readonly<Record<string, string>>;

export const parse: RustParser = await loadRustParser();

export const manifestText = (more = '', edition = '2021') =>
  `[package]\nname = "sample"\nversion = "1.2.3"\nedition = "${edition}"\n${more}`;

/** @param files a text is that of `src/lib.rs` */
export function readTexts(files: Texts | string): CrateSource {
  const texts = textsOf(files);
  return readModules('src/lib.rs', (path) => texts[path], parse);
}

export function linkTexts(files: Texts | string): LinkedCrate {
  const texts = textsOf(files);
  const manifest = readManifest(
    texts['Cargo.toml'] ?? manifestText(),
    'Cargo.toml',
    (path) => path in texts || path === 'src/lib.rs',
  );
  return linkCrate({ folder: '/nowhere', manifest, source: readTexts(texts), programs: [] });
}

export function planTexts(
  files: Texts | string,
  { repairs = noRepairs, ...coarseness }: Partial<Coarseness> & { readonly repairs?: Repairs } = {},
): readonly UnitPlan[] {
  return planUnits(linkTexts(files), repairs, { granularity: 'declaration', ...coarseness });
}

/** The folder of each unit, with the keys of its declarations. */
export function membersByUnit(plans: readonly UnitPlan[]): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(plans.map(({ folder, members }) => [folder, members.map(({ key }) => key)]));
}

export function buildTexts(files: Texts | string, choices: Partial<SplitChoices> = {}) {
  return buildSplit(
    linkTexts(files),
    { granularity: 'declaration', header: ['Generated.'], placePath: (path) => path, ...choices },
    parse,
  );
}

/** The text of a file of the facade, or of the unit of a folder. */
export function textIn(
  { split }: ReturnType<typeof buildTexts>,
  folder: string | undefined,
  path = 'lib.rs',
): string {
  const found: RustPackage | undefined =
    folder === undefined ? split.facade : split.units.find((unit) => unit.folder === folder);
  return contentsOf(found?.files.find((file) => file.path === path));
}

function contentsOf(file: PackageFile | undefined): string {
  return file !== undefined && 'contents' in file ? file.contents : '';
}

function textsOf(files: Texts | string): Texts {
  return typeof files === 'string' ? { 'src/lib.rs': files } : files;
}
