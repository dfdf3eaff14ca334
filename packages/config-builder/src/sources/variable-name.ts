// How the names of keys and those of environment variables answer to each other.
import type { TextForm } from '../schema/text-form.js';

/** `patch-binaries-for-nix` is `PATCH_BINARIES_FOR_NIX`. */
export function variablePart(name: string): string {
  return name.toUpperCase().replace(/[^A-Z0-9]/g, '_');
}

/** Architectures and systems whose own names hold a `_`, in rustc's list of targets. */
const underscored = ['x86_64', 'aarch64_be', 'qnx710_iosock', 'qnx800_iosock'];

/**
 * The name that the user chose, from the part of a variable that stands for it. Environment variables keep their
 * spelling. Other names lose their case and their `-`, so one that a weaker source has is taken first
 * (`RUST_OVERLAY` is `rust_overlay` where there is such an input); otherwise all is lower case and each `_` a `-`, but
 * for those within `x86_64` and its like.
 *
 * @param known the names that weaker sources have
 */
export function nameFromVariable(form: TextForm, part: string, known: readonly string[]): string {
  if (form === 'variable') return part;
  const present = known.find((name) => variablePart(name) === variablePart(part));
  if (present !== undefined) return present;
  const dashed = part.toLowerCase().replaceAll('_', '-');
  if (form !== 'triple') return dashed;
  return underscored.reduce((triple, word) => triple.replace(word.replace('_', '-'), word), dashed);
}
