// Looks at where flakes are to be adopted: takes where the command runs, gives the repository, and the lattice that is there
// or the place of one that is to begin.
import { readFile, realpath } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { CommandIo } from '@flake-lattice/command-shell';
import { edgesOf, type Lattice, readLattice } from '@flake-lattice/config-builder';
import type { CodedError } from '@flake-lattice/errors';
import { folderFromOutput } from '@flake-lattice/flake-template';
import { type Repository, readRepository } from '@flake-lattice/programs';
import { checkOutput } from '../project/check-output.js';
import { type FoundLattice, findLattice } from '../project/find-file.js';
import { localFolder } from '../project/local-folder.js';
import { noRepository } from '../project/no-repository.js';

export interface AdoptionGround {
  readonly repository: Repository;
  /** Absolute path of the folder of lattice.toml, and of the output folder. */
  readonly folder: string;
  readonly output: string;
  /** As [lattice] names it. */
  readonly outputName: string;
  readonly lattice: LatticeFile;
  /** The nodes that are there, by the folder of their flake, relative to the root of the repository. */
  readonly nodes: ReadonlyMap<string, ExistingNode>;
  /** The folders of external inputs that lie in the repository, relative to its root. */
  readonly externals: ReadonlySet<string>;
}

export interface LatticeFile {
  readonly file: string;
  readonly shown: string;
  /** Nothing where there is none yet. */
  readonly text: string | undefined;
  readonly read: Lattice | undefined;
}

export interface ExistingNode {
  readonly name: string;
  readonly isGenerated: boolean;
}

/** @throws CodedError GIT_MISSING, OUTPUT_NOT_OURS, LATTICE_MISSING where a named one is not there, and every error of the lattice */
export async function readGround(
  { lattice: named, output = 'generated' }: { readonly lattice?: string; readonly output?: string },
  io: CommandIo,
): Promise<AdoptionGround> {
  const found = await findLattice(named, io).catch((fault) => {
    if (named !== undefined || (fault as Partial<CodedError>).code !== 'LATTICE_MISSING') throw fault;
    return undefined;
  });
  if (found) return existing(found, io);
  const repository = await readRepository(io.cwd, { env: io.env });
  if (repository === undefined) throw await noRepository(io.cwd, io);
  const folder = await realpath(io.cwd);
  await checkOutput({ place: join(folder, output), shown: output, command: 'adopt' });
  const file = join(folder, 'lattice.toml');
  return {
    repository,
    folder,
    output: join(folder, output),
    outputName: output,
    lattice: { file, shown: 'lattice.toml', text: undefined, read: undefined },
    nodes: new Map(),
    externals: new Set(),
  };
}

async function existing({ file, repository: known }: FoundLattice, io: CommandIo): Promise<AdoptionGround> {
  const shown = relative(io.cwd, file) || file;
  const read = await readLattice(file, shown);
  const repository = known ?? (await readRepository(read.folder, { env: io.env }));
  if (repository === undefined) throw await noRepository(read.folder, io);
  const output = join(read.folder, read.output);
  const folders = { lattice: read, packages: new Map() };
  const nodes = [...edgesOf(read).keys()].map((name) => {
    const folder = relative(repository.root, join(output, folderFromOutput(folders, name)));
    return [folder, { name, isGenerated: read.nodes.get(name)?.flake === undefined }] as const;
  });
  return {
    repository,
    folder: read.folder,
    output,
    outputName: read.output,
    lattice: { file, shown, text: await readFile(file, 'utf8'), read },
    nodes: new Map(nodes),
    externals: new Set(
      [...read.externals.values()].flatMap((each) => localFolder(each, read, repository.root) ?? []),
    ),
  };
}
