// Applies a rendered flake to its folder, and makes the files known to git, without which Nix does not see them.
import { join } from 'node:path';
import {
  checkWritable,
  type FileContents,
  type FileOutcome,
  writeFiles,
} from '@flake-lattice/generated-tree';
import type { Repository } from '@flake-lattice/programs';

export interface FlakeFiles {
  readonly flake: string;
  /** The bytes of the configuration, which the flake embeds as they are. */
  readonly config: Uint8Array;
}

export interface WrittenFile {
  /** Absolute path. */
  readonly file: string;
  readonly outcome: FileOutcome;
}

export interface WrittenFlake {
  readonly files: readonly WrittenFile[];
  /** Those made known to git by this run. */
  readonly added: readonly string[];
  /** Those among them that the repository ignores. */
  readonly ignored: readonly string[];
}

/** The files in the order of their writing: the configuration is there before the flake that embeds it. */
export function flakeContents(folder: string, { flake, config }: FlakeFiles): readonly FileContents[] {
  return [
    { file: join(folder, 'config.toml'), contents: config },
    { file: join(folder, 'flake.nix'), contents: flake },
  ];
}

/** @throws CodedError OUTPUT_IS_FILE, OUTPUT_NOT_WRITABLE, DISK_FULL, GIT_FAILED */
export async function writeFlake(
  folder: string,
  rendered: FlakeFiles,
  repository: Repository | undefined,
): Promise<WrittenFlake> {
  const contents = flakeContents(folder, rendered);
  await checkWritable(folder);
  const outcomes = await writeFiles(contents);
  const files = contents.map(({ file }, index) => ({ file, outcome: outcomes[index] as FileOutcome }));
  const added = (await repository?.listUntracked(files.map(({ file }) => file))) ?? [];
  const ignored = added.length > 0 ? ((await repository?.listIgnored(added)) ?? []) : [];
  await repository?.addIntentToAdd(added);
  return { files, added, ignored };
}
