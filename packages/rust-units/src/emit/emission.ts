// What the emitting of every package of a split goes by: names, headers, and the answers that rustc gave.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LinkedCrate } from '../link-crate.js';
import { closedTypes } from '../plan/closed-types.js';
import { noRepairs, type Repairs } from '../plan/plan-groups.js';
import type { Coarseness, UnitPlan } from '../plan/plan-units.js';
import type { Declaration } from '../resolve/declaration.js';
import { linksName } from './build-unit.js';
import { type RepeatedCalls, repeatedCalls } from './repeated-calls.js';

export interface SplitChoices extends Coarseness {
  readonly repairs?: Repairs;
  /** What is said at the head of each file, without the marks of a comment. */
  readonly header: readonly string[];
  /** The path of a dependency from a package, by that in the crate's Cargo.toml and the package's folder below the facade. */
  readonly placePath: (path: string, folder: string) => string;
}

export interface Emission {
  readonly crate: LinkedCrate;
  readonly repairs: Repairs;
  readonly placePath: SplitChoices['placePath'];
  /** The library and the package of a unit, by its folder. */
  readonly libOfFolder: (folder: string) => string;
  readonly packageOfFolder: (folder: string) => string;
  /** The library that a declaration is in. */
  readonly libOf: (declaration: Declaration) => string;
  readonly isAbsent: (declaration: Declaration, name: string) => boolean;
  /** Macro calls that make documentation tests. */
  readonly calls: RepeatedCalls;
  /** Types, and their inherent impls, whose private parts stay private. */
  readonly closed: ReadonlySet<Declaration>;
  /** The build script of the crate, where it has one. */
  readonly script: string | undefined;
  /** The value of `links` of the unit that runs it. */
  readonly links: string;
  readonly rustHeader: string;
  readonly tomlHeader: string;
}

/** The folder of the unit that runs the build script. */
export const buildFolder = 'build';

export function planEmission(
  crate: LinkedCrate,
  plans: readonly UnitPlan[],
  { repairs = noRepairs, header, placePath }: SplitChoices,
): Emission {
  const { manifest, declarations, scope, folder } = crate;
  const libOfFolder = (unit: string) => `${manifest.libName}__${unit}`;
  const libs = new Map(
    plans.flatMap(({ folder: unit, members }) => members.map((one) => [one, libOfFolder(unit)])),
  );
  const absent = new Set(repairs.absent.map(([key, name]) => `${key} ${name}`));
  const { buildScript } = manifest;
  return {
    crate,
    repairs,
    placePath,
    libOfFolder,
    packageOfFolder: (unit) => `${manifest.name}--${unit}`,
    libOf: (one) => libs.get(one) as string,
    isAbsent: (one, name) => absent.has(`${one.key} ${name}`),
    calls: repeatedCalls(declarations, new Set(repairs.unrepeated)),
    closed: closedTypes(declarations, scope, new Set(repairs.opened)),
    script: buildScript === undefined ? undefined : readFileSync(join(folder, buildScript), 'utf8'),
    links: linksName(manifest.libName),
    rustHeader: header.map((line) => `// ${line}`).join('\n'),
    tomlHeader: header.map((line) => `# ${line}`).join('\n'),
  };
}
