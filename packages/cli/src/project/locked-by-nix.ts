// Has Nix lock external inputs of a lattice: takes them, gives the lock of a flake that has them alone.
import type { CommandIo } from '@flake-lattice/command-shell';
import { type ExternalInput, referenceOf } from '@flake-lattice/config-builder';
import { fromData, type Lock, readLock, renderExpression } from '@flake-lattice/nix-text';
import { findNix, lockExternals } from '@flake-lattice/programs';

/** @throws CodedError NIX_MISSING, NIX_TOO_OLD, LOCK_FAILED */
export async function lockedByNix(
  externals: readonly Pick<ExternalInput, 'name' | 'url' | 'pin' | 'flake'>[],
  { cwd, env }: Pick<CommandIo, 'cwd' | 'env'>,
): Promise<Lock> {
  const nix = await findNix({ cwd, env });
  const inputs = new Map(
    externals.map((external) => {
      const url = new Map<string, unknown>([['url', referenceOf(external)]]);
      return [external.name, external.flake ? url : url.set('flake', false)];
    }),
  );
  const text = `{ inputs = ${renderExpression(fromData(inputs))}; outputs = _: { }; }\n`;
  return readLock(await lockExternals(nix, text, { cwd, env }), 'flake.lock');
}
