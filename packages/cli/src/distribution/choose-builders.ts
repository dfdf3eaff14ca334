// Takes what `--builders` says, names of [distribute] or Nix's own syntax, gives each builder as Nix takes it.
import type { Lattice, LatticeBuilder } from '@flake-lattice/config-builder';
import { CodedError } from '@flake-lattice/errors';
import { ownFile } from './own-file.js';
import { unknownName } from './unknown-name.js';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * @param said names with commas between them, or builders of Nix with `;` between them; nothing stands for none
 * @throws CodedError DISTRIBUTE_UNKNOWN, USAGE, CONFIG_OUT_OF_RANGE
 */
export function chooseBuilders(
  said: string,
  lattice: Pick<Lattice, 'distribute' | 'folder' | 'shown'>,
  env: Environment,
): readonly string[] {
  const names = said.split(',').map((name) => name.trim());
  if (said.trim() === '') return [];
  if (names.every((name) => /^[A-Za-z][A-Za-z0-9_-]*$/.test(name))) {
    return names.map((name) => {
      const builder = lattice.distribute.builders.get(name);
      if (builder) return specificationOf(builder, lattice, env);
      throw unknownName(name, 'builders', lattice, "write Nix's own: --builders 'ssh-ng://me@host'");
    });
  }
  if (/^\s*-|[\p{Cc}]/u.test(said)) {
    throw new CodedError({
      code: 'USAGE',
      message: `\`${JSON.stringify(said).slice(1, -1)}\` is neither names of [distribute.builders] nor a builder as Nix takes it`,
      hint: "--builders NAME,NAME   or   --builders 'ssh-ng://me@host x86_64-linux'",
    });
  }
  return said
    .split(';')
    .map((each) => each.trim())
    .filter(Boolean);
}

/** The fields of a line of `nix.machines`, `-` for one that is left out. */
export function specificationOf(
  builder: LatticeBuilder,
  lattice: Pick<Lattice, 'folder'>,
  env: Environment,
): string {
  const { url, systems, sshKeyFile, jobs, speed, features, mandatoryFeatures, hostKey } = builder;
  const key = sshKeyFile === undefined ? '-' : ownFile(sshKeyFile, lattice, env);
  if (/[\s;#]/.test(key)) {
    throw new CodedError({
      code: 'CONFIG_OUT_OF_RANGE',
      message: `the key of the builder \`${builder.name}\` lies at \`${key}\`, and Nix takes no path with spaces there`,
      hint: 'name the file by a path without spaces, such as one through a symbolic link',
      place: builder.place,
    });
  }
  const list = (values: readonly string[]) => (values.length === 0 ? '-' : values.join(','));
  return [url, list(systems), key, jobs, speed, list(features), list(mandatoryFeatures), hostKey ?? '-'].join(
    ' ',
  );
}
