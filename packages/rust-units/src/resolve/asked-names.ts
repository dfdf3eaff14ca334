// Tells the names that a file may make which only the build has: takes the modules of a crate, gives what its code asks for.
import type { Item, Module } from '../read/crate-source.js';
import { textOf } from '../syntax/syntax-node.js';

/** What every module has without asking, or what is no name. Source: `std::prelude`, the Rust reference on keywords. */
const everywhere = new Set(
  (
    'as async await break const continue crate dyn else enum extern false fn for if impl in let loop match mod move mut pub ' +
    'ref return self Self static struct super trait true type union unsafe use where while include concat env macro_rules ' +
    'bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize core std alloc ' +
    'AsMut AsRef Box Clone Copy Debug Default DoubleEndedIterator Drop Eq Err ExactSizeIterator Extend Fn FnMut FnOnce From ' +
    'FromIterator Hash Into IntoIterator Iterator None Ok Option Ord PartialEq PartialOrd Result Send Sized Some String Sync ' +
    'ToOwned ToString TryFrom TryInto Unpin Vec drop'
  ).split(' '),
);

/** `include!(concat!(env!("OUT_DIR"), "/table.rs"))`: what it brings, no source says. */
export function isOpaqueInclude({ kind, name, node, file }: Item): boolean {
  return kind === 'call' && name === 'include' && /\bOUT_DIR\b/.test(textOf(file.text, node));
}

/** Every name that the code writes, but for what leads on to another, as modules and crates do. */
export function askedNames(modules: readonly Module[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const text of new Set(modules.map(({ file }) => file.text))) {
    for (const [name] of text.matchAll(/\b[A-Za-z_]\w*\b(?!\s*::)|\b[A-Z]\w*\b/g))
      if (!everywhere.has(name)) names.add(name);
  }
  return names;
}
