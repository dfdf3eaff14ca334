// What was cut away from the copy of a crate, as plain data.

export interface Cut {
  /** From the folder of the crate: `src/tests.rs`, `Cargo.toml`. */
  readonly file: string;
  /** The beginning of what was cut: `fn random_strings`, `dev-dependencies.quickcheck`. */
  readonly item: string;
  /** One sentence. */
  readonly reason: string;
  /** How many tests went with it, as far as the text tells. */
  readonly tests: number;
}
