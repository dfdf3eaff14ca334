// Says why a crate cannot be split: takes what rustc said of its coarsest split, asks rustc about the crate itself.
import { CodedError } from '@flake-lattice/errors';
import { errorsOf, parseCargoMessages, type RustcMessage } from '../cargo/messages.js';
import type { LinkedCrate } from '../link-crate.js';
import { callCargo } from '../verify/cut-surroundings.js';
import { type CargoSurroundings, featureArguments } from '../verify/test-run.js';

export const useWhole = 'use the crate as it is: a path in [dependencies] of another crate makes it a node';

/** Whether the crate itself compiles decides whose fault it is. */
export async function refuseSplit(
  original: string,
  { manifest }: LinkedCrate,
  errors: readonly RustcMessage[],
  surroundings: CargoSurroundings,
): Promise<CodedError> {
  const { stdout } = await callCargo(
    original,
    ['check', '--lib', '--bins', '--message-format=json', ...featureArguments(surroundings.features)],
    surroundings,
  );
  const [own] = errorsOf(parseCargoMessages(stdout).messages);
  const first = own ?? (errors[0] as RustcMessage);
  const detail = first.message.rendered?.trim();
  if (own === undefined)
    return new CodedError({
      code: 'CRATE_NOT_SPLIT',
      message: `\`${manifest.name}\` cannot be split, not even into one unit and a facade: ${first.message.message}`,
      hint: useWhole,
      ...(detail ? { detail } : {}),
    });
  const span = own.message.spans.find(({ is_primary }) => is_primary);
  const isNightly = own.message.code?.code === 'E0554' || /unstable|nightly/.test(own.message.message);
  return new CodedError({
    code: isNightly ? 'CRATE_NEEDS_NIGHTLY' : 'CRATE_NOT_COMPILED',
    message: isNightly
      ? `\`${manifest.name}\` needs a nightly compiler: ${own.message.message}`
      : `\`${manifest.name}\` does not compile as it is: ${own.message.message}`,
    hint: isNightly
      ? 'switch off the feature that needs it: --features …, or use a nightly toolchain: RUSTUP_TOOLCHAIN=nightly'
      : 'cargo check   (in the folder of the crate)',
    ...(span ? { place: { file: span.file_name, line: span.line_start } } : {}),
    ...(detail ? { detail } : {}),
  });
}
