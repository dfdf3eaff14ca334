// Gives a node to the user: takes its name, plans the files without headers and the mark in lattice.toml, writes them.
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { CommandIo } from '@flake-lattice/command-shell';
import { readLatticeText, setNodeKey } from '@flake-lattice/config-builder';
import { CodedError } from '@flake-lattice/errors';
import { behindLinks, withRunLock, writeFiles } from '@flake-lattice/generated-tree';
import { knownNodes, type Project } from '../project/read-project.js';
import { refuseUngenerated } from '../project/refuse-ungenerated.js';
import { readEditableText } from '../project/write-lattice-file.js';

export interface EjectedFile {
  /** Absolute path. */
  readonly file: string;
  /** From the folder of lattice.toml. */
  readonly shown: string;
  readonly before: string;
  readonly after: string;
}

/** @throws CodedError NODE_UNKNOWN, NODE_NOT_GENERATED, NODE_EJECTED, CRATE_NOT_EJECTED, LATTICE_NOT_EDITABLE */
export async function planEjection(project: Project, name: string): Promise<readonly EjectedFile[]> {
  const { lattice, output } = project;
  const isUnit = (crate: string) => name.startsWith(`${crate}--`) && !lattice.nodes.has(name);
  if (lattice.crates.has(name) || ['crate', ...lattice.crates.keys()].some(isUnit)) throw crateStays(name);
  knownNodes(project, [name]);
  const node = lattice.nodes.get(name);
  if (node?.flake !== undefined) throw adoptedAlready(name, node.flake);
  if (node?.ejected) throw ejectedAlready(name, lattice.shown);
  refuseUngenerated(project, [name]);
  const files = ['flake.nix', 'config.toml'].map((file) => join(output, name, file));
  const texts = [
    ...(await Promise.all(files.map((file) => readFile(file, 'utf8')))),
    await readEditableText(
      project,
      `write \`ejected: true\` into ${name}, and take the headers out of its files`,
    ),
  ];
  return [...files, lattice.file].map((file, index) => {
    const before = texts[index] as string;
    const after = file === lattice.file ? setNodeKey(before, name, 'ejected', true) : withoutHeader(before);
    return { file, shown: relative(lattice.folder, file), before, after };
  });
}

/** All files or none. @throws CodedError as the changed lattice is refused, with nothing written */
export async function ejectNode(
  { lattice, output }: Project,
  files: readonly EjectedFile[],
  io: CommandIo,
): Promise<void> {
  const declared = files.find(({ file }) => file === lattice.file);
  if (declared) await readLatticeText(declared.after, lattice.file, lattice.shown);
  const place = await behindLinks(lattice.file);
  const written = files.map(({ file, after }) => ({
    file: file === lattice.file ? place : file,
    contents: after,
  }));
  await withRunLock(output, { onWait: () => {}, env: io.env }, () => writeFiles(written));
}

/** The comment that a generated file begins with, and the empty line behind it. */
function withoutHeader(text: string): string {
  return text.replace(/^(?:#.*\n)+\n?/, '');
}

function ejectedAlready(name: string, file: string): CodedError {
  return new CodedError({
    code: 'NODE_EJECTED',
    message: `\`${name}\` is yours already`,
    hint: `to have it generated again, take \`ejected = true\` out of [node.${name}] in ${file}, then write over your files: flake-lattice generate ${name} --overwrite`,
  });
}

function adoptedAlready(name: string, flake: string): CodedError {
  return new CodedError({
    code: 'NODE_EJECTED',
    message: `\`${name}\` is a flake that you wrote, \`${flake}\`, and nothing is generated for it`,
    hint: `edit ${flake}/flake.nix as you like`,
  });
}

/** What the splitting of the crate makes anew would have to be left out, unit by unit, of what the facade builds upon. */
function crateStays(name: string): CodedError {
  return new CodedError({
    code: 'CRATE_NOT_EJECTED',
    message: `\`${name}\` is made of a crate, whose facade and units are generated together`,
    hint: `cp -R the folder of ${name} to another place, or edit the crate itself`,
  });
}
