// The start with a Rust crate: a small library, which the lattice splits by declaration, and the tools to write it.
import type { Start } from './start.js';

const cargoToml = `[package]
name = "greeting"
version = "0.1.0"
edition = "2021"
description = "Greets people in their language."
`;

const libraryText = `//! Greets people in their language.

/// A language that a greeting can be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    English,
    German,
    Spanish,
}

/// The word that a greeting begins with.
fn word(language: Language) -> &'static str {
    match language {
        Language::English => "Hello",
        Language::German => "Hallo",
        Language::Spanish => "Hola",
    }
}

/// A name without spaces around it and doubled ones within.
pub fn tidy(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Greets somebody.
pub fn greet(name: &str, language: Language) -> String {
    format!("{}, {}!", word(language), tidy(name))
}

/// Greets several people, a line for each.
pub fn greet_all(names: &[&str], language: Language) -> String {
    names
        .iter()
        .map(|name| greet(name, language))
        .collect::<Vec<_>>()
        .join("\\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_tidied() {
        assert_eq!(tidy("  Ada   Lovelace "), "Ada Lovelace");
    }

    #[test]
    fn each_language_has_its_word() {
        assert_eq!(greet("Ada", Language::German), "Hallo, Ada!");
        assert_eq!(greet("Ada", Language::Spanish), "Hola, Ada!");
    }
}
`;

const testText = `use greeting::{greet_all, Language};

#[test]
fn each_has_a_line() {
    assert_eq!(
        greet_all(&["Ada", "Grace"], Language::English),
        "Hello, Ada!\\nHello, Grace!"
    );
}
`;

export const rustStart: Start = {
  description: 'a Rust crate, each of its declarations a flake that is built by itself',
  shell: 'rust',
  node: 'greeting',
  renderTables: ({
    output,
  }) => `# The configuration that all nodes share. They add to it by [node.NAME.config].
[config.rust]
channel = "stable"

# The shell to write it in: nix develop ./${output}#rust
[node.rust]
description = "What compiles and checks the crate"
template = "shell"
packages = ["rustc", "cargo", "clippy", "rustfmt"]

# The crate. Each of its declarations becomes a unit, ${output}/greeting/UNIT, which Nix builds and caches by itself: after an
# edit, only what depends on it is compiled. The node \`greeting\` is the crate as others use it.
[crate.greeting]
path = "greeting"
description = "Greets people in their language"
extends = ["rust"]
# "module" makes a unit of each module instead, "crate" one of the whole.
granularity = "declaration"
`,
  compiles: true,
  files: {
    'greeting/Cargo.toml': cargoToml,
    'greeting/src/lib.rs': libraryText,
    'greeting/tests/lines.rs': testText,
  },
  ignored: ['target/'],
};
