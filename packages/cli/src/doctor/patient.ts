// What the checks of `doctor` look at: each part is read when it is first asked for, and once.
import { existsSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import type { CommandIo } from '@flake-lattice/command-shell';
import { edgesOf, type Lattice, readLattice } from '@flake-lattice/config-builder';
import { isCodedError } from '@flake-lattice/errors';
import { type Comparison, compareTree } from '@flake-lattice/generated-tree';
import { buildPoset } from '@flake-lattice/lattice';
import { findNix, type Nix, type Repository, readRepository } from '@flake-lattice/programs';
import { expandProject } from '../crates/expand-project.js';
import { type LatticePlan, planLattice } from '../project/plan-lattice.js';
import { findFile, type Project, type ProjectOptions } from '../project/read-project.js';

export interface Patient {
  readonly io: CommandIo;
  /** Each gives what it is asked for, or throws what is wrong with it. */
  readonly nix: () => Promise<Nix>;
  readonly lattice: () => Promise<Lattice>;
  /** Absolute path: where the file of the lattice lies, else where it is looked for. */
  readonly folder: () => Promise<string>;
  readonly repository: () => Promise<Repository | undefined>;
  readonly plan: () => Promise<LatticePlan>;
  readonly comparison: () => Promise<Comparison>;
  /** A path as the person would name it. */
  readonly shown: (file: string) => string;
}

export function examine(options: ProjectOptions, io: CommandIo): Patient {
  const { cwd, env } = io;
  const lattice = once(async () => {
    const file = await findFile(options.lattice, io);
    return readLattice(file, relative(cwd, file) || file);
  });
  const folder = once(async () => {
    const file = await ifWell(() => findFile(options.lattice, io));
    return file !== undefined && existsSync(file) ? dirname(file) : cwd;
  });
  const repository = once(async () => {
    return readRepository(await folder(), { env });
  });
  const project = once(async (): Promise<Project | undefined> => {
    const [read, inside] = [await lattice(), await repository()];
    if (!inside) return undefined;
    const output = `${read.folder}/${read.output}`;
    const poset = buildPoset(edgesOf(read));
    return { lattice: read, poset, repository: inside, output, packages: new Map(), splits: [] };
  });
  const plan = once(async () => {
    const read = await project();
    if (!read) throw new Unexamined();
    return planLattice(await expandProject(read, io), io);
  });
  return {
    io,
    // Whatever is there, old ones too: the check says what is too old for what.
    nix: once(() => findNix({ cwd, env, atLeast: { major: 0, minor: 0 } })),
    lattice,
    folder,
    repository,
    plan,
    comparison: once(async () => compareTree((await plan()).tree, { env })),
    shown: (file) => relative(cwd, file) || file,
  };
}

/** Something that another check tells of stands in the way. */
export class Unexamined extends Error {}

/** Nothing where it cannot be had, whatever the reason: another check tells of that. */
export async function ifWell<Value>(read: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await read();
  } catch (fault) {
    if (isCodedError(fault) || fault instanceof Unexamined) return undefined;
    throw fault;
  }
}

function once<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let value: Promise<Value> | undefined;
  return () => {
    value ??= read();
    return value;
  };
}
