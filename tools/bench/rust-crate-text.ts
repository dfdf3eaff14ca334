// For benches: a Rust crate of many lines, of the shape that crates have: modules of types, traits, impls, functions, macros.

export interface CrateShape {
  readonly lines: number;
  /** Gives numbers from 0 up to 1, 1 left out; the same ones for the same seed. */
  readonly random: () => number;
}

/** Texts by path. Code calls what stands in modules before its own, and what stands before it there. */
export function rustCrateText({ lines, random }: CrateShape): Readonly<Record<string, string>> {
  const files: Record<string, string> = {
    'Cargo.toml':
      '[package]\nname = "many"\nversion = "0.1.0"\nedition = "2021"\n\n[features]\ndefault = ["std"]\nstd = []\n',
  };
  const modules: string[] = [];
  const known: Known[] = [];
  let count = 0;
  for (let index = 0; count < lines; index++) {
    const name = `part_${index}`;
    const text = moduleText(name, index, known, random);
    files[`src/${name}.rs`] = text;
    modules.push(`/// The part number ${index}.\npub mod ${name};\n`);
    count += text.split('\n').length + 2;
  }
  files['src/lib.rs'] = `#![allow(dead_code)]\n${rootMacro}${modules.join('')}`;
  return files;
}

interface Known {
  readonly module: string;
  readonly index: number;
}

const rootMacro = `
macro_rules! number {
    ($type:ident, $trait:path) => {
        impl $trait for $type {
            fn number(&self) -> u64 { self.first }
        }
    };
}

`;

const parts = 12;

function moduleText(module: string, at: number, known: Known[], random: () => number): string {
  const below = known.length === 0 ? [] : [0, 1, 2].map(() => choose(known, random));
  const imports = [
    ...new Set(below.map((one) => `use crate::${one.module}::{self, Kind${one.index}};`)),
  ].sort();
  const items = Array.from({ length: parts }, (_, index) => itemText(at, index, below, random));
  known.push({ module, index: at });
  return `//! Part ${at}.\n\nuse std::fmt;\n${imports.join('\n')}\n\n${headText(at)}\n${items.join('\n')}`;
}

function headText(at: number): string {
  return `/// What there is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind${at} {
    Small,
    Large(u32),
    Named { name: &'static str },
}

/// Has a number.
pub trait Number${at} {
    fn number(&self) -> u64;

    fn twice(&self) -> u64 {
        self.number() * FACTOR_${at}
    }
}

const FACTOR_${at}: u64 = 2;

pub struct Plain${at} {
    first: u64,
}

number!(Plain${at}, Number${at});
`;
}

function itemText(at: number, index: number, below: readonly Known[], random: () => number): string {
  const own = `${at}_${index}`;
  const calls = below
    .filter(() => random() < 0.6)
    .map(
      (one) =>
        `    let sum = sum + ${one.module}::compute_${one.index}_${Math.floor(random() * parts)}(sum, FACTOR_${at});`,
    );
  const kinds = below
    .slice(0, 1)
    .map((one) => `    let _ = matches!(Kind${one.index}::Small, Kind${one.index}::Large(_));`);
  const before =
    index === 0 ? [] : [`    let sum = sum + compute_${at}_${Math.floor(random() * index)}(other, one);`];
  return `/// Holds two numbers.
///
/// \`\`\`
/// assert_eq!(1 + 1, 2);
/// \`\`\`
#[derive(Clone, Debug, Default)]
pub struct Holder${own} {
    first: u64,
    second: Vec<u64>,
}

impl Holder${own} {
    pub fn new(first: u64) -> Self {
        Holder${own} { first, second: Vec::new() }
    }

    pub fn add(&mut self, number: u64) -> &mut Self {
        self.second.push(compute_${own}(number, self.first));
        self
    }

    fn total(&self) -> u64 {
        self.second.iter().fold(self.first, |sum, one| sum.wrapping_add(*one))
    }
}

impl fmt::Display for Holder${own} {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.total(), self.first)
    }
}

impl Number${at} for Holder${own} {
    fn number(&self) -> u64 {
        self.total()
    }
}

/// Computes something.
pub fn compute_${own}(one: u64, other: u64) -> u64 {
    let sum = one.wrapping_mul(FACTOR_${at}).wrapping_add(other);
${[...calls, ...kinds, ...before].join('\n')}
    if sum % 7 == 0 {
        return sum;
    }
    sum.rotate_left(3)
}

#[cfg(feature = "std")]
pub fn boxed_${own}(kind: Kind${at}) -> Box<dyn Number${at}> {
    match kind {
        Kind${at}::Small => Box::new(Holder${own}::new(1)),
        Kind${at}::Large(number) => Box::new(Holder${own}::new(u64::from(number))),
        Kind${at}::Named { name } => Box::new(Plain${at} { first: name.len() as u64 }),
    }
}
`;
}

function choose<Value>(values: readonly Value[], random: () => number): Value {
  return values[Math.floor(random() * values.length)] as Value;
}
