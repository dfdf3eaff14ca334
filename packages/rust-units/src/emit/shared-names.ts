// Passes on macros that share their names with modules: a `use` of the one would bring the other along.
import { isExported } from '../read/attributes.js';
import type { CrateSource } from '../read/crate-source.js';
import type { Declaration } from '../resolve/declaration.js';
import type { Edition } from '../split.js';

/** Whether it is exported, so that it stands at the root of the crate, where a module has its name. */
export function sharesName({ item }: Declaration, { root }: CrateSource): boolean {
  return isExported(item) && root.modules.some(({ path }) => path[0] === item.name);
}

/** The module of a unit that has such macros alone. */
const apart = '__macros';

/** Paths of the first edition begin at the root, and find both there. */
function canStandApart(edition: Edition): boolean {
  return edition !== '2015';
}

/** What a unit says at its end; nothing where none of its macros asks for it. */
export function macrosApart(members: readonly Declaration[], source: CrateSource, edition: Edition): string {
  const names = members.filter((one) => sharesName(one, source)).map(({ item }) => item.name);
  if (names.length === 0 || !canStandApart(edition)) return '';
  const lines = names.sort().map((name) => `    pub use ${name};\n`);
  return `\n#[doc(hidden)]\npub mod ${apart} {\n${lines.join('')}}\n`;
}

/**
 * What the facade says, above all that calls the macro: the macro itself where the unit has it apart, else one that calls it.
 *
 * @param lib of the unit
 */
export function macroOfSharedName(name: string, lib: string, edition: Edition): string {
  if (canStandApart(edition)) return `pub use ::${lib}::${apart}::${name};`;
  const place = `__macro_${name}`;
  return [
    `#[doc(hidden)] pub mod ${place} { pub use ::${lib}::${name}; }`,
    `#[macro_export] macro_rules! ${name} { ($($all:tt)*) => { $crate::${place}::${name}! { $($all)* } } }`,
  ].join('\n');
}
