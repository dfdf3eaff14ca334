// For tests: a crate of each kind of edge that is told apart, written to a folder.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const files = {
  'Cargo.toml': `[package]
name = "small"
version = "0.1.0"
edition = "2021"

[features]
more = []
`,
  'src/lib.rs': `//! Größen, by name and by member.
mod limits;
mod shapes;
use crate::limits::*;
pub use crate::shapes::{Area, Square};

macro_rules! twice {
    ($of:expr) => {
        $of + helper()
    };
}

fn helper() -> u32 {
    1
}

/* größer */ pub fn scale() -> u32 { LEAST }

pub fn doubled() -> u32 {
    twice!(scale())
}

pub fn total(squares: &[Square]) -> u32 {
    squares.iter().map(|one| one.area()).sum()
}

pub fn side() -> u32 {
    biggest().side()
}

pub fn biggest() -> Square {
    Square(9)
}

pub fn configured() -> u32 {
    #[cfg(feature = "more")]
    return helper();
    #[cfg(not(feature = "more"))]
    LEAST
}

#[cfg(feature = "more")]
pub fn left_out() -> u32 {
    scale()
}

pub struct Reach {
    pub area: u32,
}

pub fn field(reach: &Reach) -> u32 {
    reach.area
}

macro_rules! counted {
    ($name:ident) => {
        pub struct $name(pub u32);
        impl std::ops::Not for $name {
            type Output = u32;
            fn not(self) -> u32 {
                self.0
            }
        }
    };
}

counted!(Count);

pub fn count() -> Count {
    Count(1)
}

pub fn negated() -> u32 {
    !count()
}
`,
  'src/limits.rs': 'pub const LEAST: u32 = 0;\n',
  'src/shapes.rs': `pub struct Square(pub u32);

impl Square {
    pub fn side(&self) -> u32 {
        self.0
    }
}

pub trait Area {
    fn area(&self) -> u32;
}

impl Area for Square {
    fn area(&self) -> u32 {
        self.0 * self.0
    }
}
`,
  // Whatever they need, the library is indexed.
  'tests/absent.rs': 'use nowhere::Nothing;\n',
} as const;

export async function writeSmallCrate(folder: string): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}
