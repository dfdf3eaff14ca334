// Holds the paths in a lattice against the disk: output folder, templates and sources must lie in the repository.
import { lstatSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { CodedErrorParts } from '@flake-lattice/errors';
import type { Origin } from '../origin.js';
import { faultAt } from '../schema/fault.js';
import type { Lattice, LatticeCrate, LatticeNode } from '../sources/lattice-record.js';
import { type MarkedTable, nodeAt } from '../toml/marked-table.js';
import { repositoryTop } from './repository-top.js';

/** Reads names and kinds of files, never contents. Synchronous: one call costs some microseconds, one promise many. */
export function faultsOfPaths(lattice: Lattice, document: MarkedTable<Origin>): readonly CodedErrorParts[] {
  const top = repositoryTop(lattice.folder);
  const output = nodeAt(document, ['lattice', 'output'])?.mark ?? document.mark;
  const faults = [...faultsOfOutput(lattice, output)];
  const known = new Map<string, Trouble | undefined>();
  const troubleOf = (path: string) => {
    if (!known.has(path)) known.set(path, troubleOfPath(path, top));
    return known.get(path);
  };
  for (const node of lattice.nodes.values()) {
    const mark = (key: string) => nodeAt(document, ['node', node.name, key])?.mark ?? document.mark;
    const { template, source, flake } = node;
    if (flake !== undefined) faults.push(...faultsOfFlake(node, flake, lattice, troubleOf, mark('flake')));
    if (template.kind === 'file')
      faults.push(...faultsOfTemplate(node, template, troubleOf, mark('template')));
    if (source === undefined) continue;
    if (isGenerated(lattice, source)) faults.push(generatedSource(node, source, lattice, mark('source')));
    else
      faults.push(...faultsOfSource(node, source, troubleOf(join(lattice.folder, source)), mark('source')));
  }
  for (const crate of lattice.crates.values()) {
    const mark = nodeAt(document, ['crate', crate.name, 'path'])?.mark ?? document.mark;
    faults.push(...faultsOfCrate(crate, troubleOf(join(lattice.folder, crate.path)), mark));
  }
  return faults;
}

type Trouble = { readonly kind: 'missing' | 'outside' } | { readonly kind: 'folder' };

/** `folder` where all is well but that it is one. */
function troubleOfPath(path: string, top: string): Trouble | undefined {
  let real: string;
  let stats: Stats;
  try {
    real = realpathSync.native(path);
    stats = statSync(real);
  } catch {
    return { kind: isBelow(top, path) ? 'missing' : 'outside' };
  }
  if (!isBelow(top, real)) return { kind: 'outside' };
  return stats.isDirectory() ? { kind: 'folder' } : undefined;
}

function isBelow(top: string, path: string): boolean {
  const way = relative(top, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && way.split(sep)[0] !== '.git';
}

function faultsOfTemplate(
  { name }: LatticeNode,
  { file, shown }: { readonly file: string; readonly shown: string },
  troubleOf: (path: string) => Trouble | undefined,
  mark: Origin,
): readonly CodedErrorParts[] {
  const trouble = troubleOf(file);
  if (trouble === undefined) return [];
  if (trouble.kind === 'outside') return [outside('template', name, shown, mark)];
  const what = trouble.kind === 'folder' ? 'is a folder' : 'is not there';
  return [
    faultAt(mark, {
      code: 'TEMPLATE_MISSING',
      message: `the template \`${shown}\` of the node \`${name}\` ${what}`,
      hint: 'write the file, or name another; the path starts at the folder of lattice.toml',
    }),
  ];
}

function faultsOfSource(
  { name }: LatticeNode,
  source: string,
  trouble: Trouble | undefined,
  mark: Origin,
): readonly CodedErrorParts[] {
  if (trouble?.kind === 'outside') return [outside('source', name, source, mark)];
  if (trouble?.kind !== 'missing') return [];
  return [
    faultAt(mark, {
      code: 'SOURCE_MISSING',
      message: `the source \`${source}\` of the node \`${name}\` is not there`,
      hint: 'make the file or folder, or name another; the path starts at the folder of lattice.toml',
    }),
  ];
}

/** Each folder is one node, and none lies where all is generated. */
function faultsOfFlake(
  { name }: LatticeNode,
  flake: string,
  lattice: Lattice,
  troubleOf: (path: string) => Trouble | undefined,
  mark: Origin,
): readonly CodedErrorParts[] {
  const folder = join(lattice.folder, flake);
  const trouble = troubleOf(folder);
  if (trouble?.kind === 'outside') return [outside('flake', name, flake, mark)];
  const isFlake = trouble?.kind === 'folder' && troubleOf(join(folder, 'flake.nix')) === undefined;
  if (!isFlake) {
    return [
      faultAt(mark, {
        code: 'FLAKE_MISSING',
        message: `the folder \`${flake}\` of the node \`${name}\` holds no flake.nix`,
        hint: 'name the folder of a flake; the path starts at the folder of lattice.toml',
      }),
    ];
  }
  const way = relative(join(lattice.folder, lattice.output), folder);
  const other = [...lattice.nodes.values()].find((node) => node.flake === flake && node.name < name);
  if (way !== '..' && !way.startsWith(`..${sep}`)) {
    return [
      faultAt(mark, {
        code: 'CONFIG_OUT_OF_RANGE',
        message: `the flake \`${flake}\` of the node \`${name}\` lies in \`${lattice.output}\`, where all is generated`,
        hint: `write ejected = true for a generated flake that is yours: flake-lattice eject ${name}`,
      }),
    ];
  }
  if (other === undefined) return [];
  return [
    faultAt(mark, {
      code: 'NAME_CLASH',
      message: `the flake \`${flake}\` is two nodes, \`${other.name}\` and \`${name}\``,
      hint: 'take one of them out',
    }),
  ];
}

/** Whether it is in the output folder, or is that; the folders of ejected nodes are the user's. */
function isGenerated({ folder, output, nodes }: Lattice, source: string): boolean {
  const way = relative(join(folder, output), join(folder, source));
  const [first = ''] = way.split(sep);
  return first !== '..' && !nodes.get(first)?.ejected;
}

function generatedSource(
  { name }: LatticeNode,
  source: string,
  { output }: Lattice,
  mark: Origin,
): CodedErrorParts {
  return faultAt(mark, {
    code: 'CONFIG_OUT_OF_RANGE',
    message: `the source \`${source}\` of the node \`${name}\` lies in \`${output}\`, where all is generated: it would change with other nodes`,
    hint: 'name a file or folder that you wrote',
  });
}

function faultsOfCrate(
  { name, path }: LatticeCrate,
  trouble: Trouble | undefined,
  mark: Origin,
): readonly CodedErrorParts[] {
  if (trouble?.kind === 'folder' || path === '') return [];
  if (trouble?.kind === 'outside') return [outside('path', name, path, mark, 'crate')];
  return [
    faultAt(mark, {
      code: 'SOURCE_MISSING',
      message: `the folder \`${path}\` of the crate \`${name}\` is ${trouble ? 'not there' : 'a file'}`,
      hint: 'name the folder that holds its Cargo.toml; the path starts at the folder of lattice.toml',
    }),
  ];
}

function outside(key: string, name: string, path: string, mark: Origin, what = 'node'): CodedErrorParts {
  return faultAt(mark, {
    code: 'PATH_OUTSIDE',
    message: `the ${key} \`${path}\` of the ${what} \`${name}\` leads out of the repository`,
    hint: 'copy the file into the repository, and name it there',
  });
}

/** In bytes, as file systems have it. */
const longestName = 255;

/** Folders on the way are neither links, which could lead anywhere, nor files. */
function faultsOfOutput({ folder, output }: Lattice, mark: Origin): readonly CodedErrorParts[] {
  let path = '';
  for (const part of output.split('/')) {
    path = path === '' ? part : `${path}/${part}`;
    if (Buffer.byteLength(part) > longestName) {
      return [
        faultAt(mark, {
          code: 'PATH_TOO_LONG',
          message: `the output folder \`${output.slice(0, 40)}…\` has a name of more than ${longestName} bytes`,
          hint: 'choose a shorter name',
        }),
      ];
    }
    const stats = lstatSync(join(folder, path), { throwIfNoEntry: false });
    if (stats === undefined) continue;
    if (stats.isSymbolicLink()) {
      return [
        faultAt(mark, {
          code: 'OUTPUT_IS_LINK',
          message: `the output folder \`${output}\` leads over \`${path}\`, a symbolic link`,
          hint: 'remove the link, or name another output in [lattice]',
        }),
      ];
    }
    if (!stats.isDirectory()) {
      return [
        faultAt(mark, {
          code: 'OUTPUT_IS_FILE',
          message: `the output folder \`${output}\` leads over \`${path}\`, which is a file`,
          hint: 'move the file away, or name another output in [lattice]',
        }),
      ];
    }
  }
  return [];
}
