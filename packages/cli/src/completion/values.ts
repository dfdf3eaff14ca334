// The values that stand for a name in a usage, such as `<node>`: takes the name, gives those of the lattice at hand, or files.
import { readFile } from 'node:fs/promises';
import type { Candidate, CommandIo, Completion } from '@flake-lattice/command-shell';
import {
  buildNodeConfigs,
  builtInTemplates,
  type DeclaredNames,
  declaredNames,
  explainConfig,
  findSurroundings,
} from '@flake-lattice/config-builder';
import { runProgram } from '@flake-lattice/programs';
import { readProject } from '../project/read-project.js';

export interface ValueAnswer {
  /** What a shell may offer too where no candidate fits. */
  readonly also: 'words' | 'files' | 'folders';
  readonly candidates: readonly Candidate[];
}

type Asked = Omit<Extract<Completion, { kind: 'value' }>, 'kind' | 'prefix'>;

/** A test holds that every name of every usage is a key here. */
export const valuesByName: Readonly<
  Record<string, (asked: Asked, io: CommandIo) => ValueAnswer | Promise<ValueAnswer>>
> = {
  node: async ({ given }, io) => words(without(given, (await namesOf(io)).nodes)),
  nodes: async ({ start }, io) => words(inList(start, (await namesOf(io)).nodes)),
  input: async ({ given }, io) => words(without(given, (await namesOf(io)).inputs)),
  cache: async (_, io) => words(without([], (await namesOf(io)).caches)),
  builders: async ({ start }, io) => words(inList(start, (await namesOf(io)).builders)),
  key: async ({ given: [node = ''] }, io) => words(await keysOf(node, io)),
  revision: async (_, io) => words(await revisionsIn(io)),
  template: () => ({
    also: 'files',
    candidates: builtInTemplates.map((text) => ({ text, description: 'built in' })),
  }),
  start: async () => {
    const { startNames, starts } = await import('../init/starts/starts.js');
    return words(startNames.map((text) => ({ text, description: starts[text].description })));
  },
  code: async () => {
    const { errorCodes } = await import('@flake-lattice/errors');
    return words(Object.entries(errorCodes).map(([text, description]) => ({ text, description })));
  },
  command: () => ({ also: 'files', candidates: [] }),
  file: () => ({ also: 'files', candidates: [] }),
  path: () => ({ also: 'folders', candidates: [] }),
  crate: () => ({ also: 'folders', candidates: [] }),
  dir: () => ({ also: 'folders', candidates: [] }),
  folder: () => ({ also: 'folders', candidates: [] }),
  system: () =>
    words(
      ['x86_64-linux', 'aarch64-linux', 'x86_64-darwin', 'aarch64-darwin'].map((text) => ({
        text,
        description: '',
      })),
    ),
  name: () => words([]),
  names: () => words([]),
  number: () => words([]),
  text: () => words([]),
  url: () => words([]),
  address: () => words([]),
  reference: () => words([]),
};

export async function valuesOf(
  asked: Asked & { readonly name: string },
  io: CommandIo,
): Promise<ValueAnswer> {
  return (await valuesByName[asked.name]?.(asked, io)) ?? words([]);
}

function words(candidates: readonly Candidate[]): ValueAnswer {
  return { also: 'words', candidates };
}

/** Of a lattice that is code, none: it would run. */
async function namesOf({ cwd, env }: CommandIo): Promise<DeclaredNames> {
  const { lattice } = await findSurroundings(cwd, env);
  return declaredNames(lattice?.endsWith('.toml') ? await readFile(lattice, 'utf8') : '');
}

type Names = DeclaredNames['nodes'];

function without(given: readonly string[], names: Names): readonly Candidate[] {
  return names.flatMap(({ name, description }) =>
    given.includes(name) ? [] : [{ text: name, description }],
  );
}

/** Names with commas between them: the last one is completed, and the others stay. */
function inList(start: string, names: Names): readonly Candidate[] {
  const given = start.split(',').slice(0, -1);
  return without(given, names).map(({ text, description }) => ({
    text: [...given, text].join(','),
    description,
  }));
}

async function keysOf(node: string, io: CommandIo): Promise<readonly Candidate[]> {
  if (!(await findSurroundings(io.cwd, io.env)).lattice?.endsWith('.toml')) return [];
  const { lattice, poset } = await readProject({}, io);
  const config = buildNodeConfigs(lattice, poset).get(node);
  if (config === undefined) return [];
  return explainConfig(config).map(({ key, value }) => ({ text: key, description: value }));
}

async function revisionsIn({ cwd, env }: CommandIo): Promise<readonly Candidate[]> {
  const args = [
    'for-each-ref',
    '--format=%(refname:short)%09%(subject)',
    'refs/heads',
    'refs/remotes',
    'refs/tags',
  ];
  const { stdout } = await runProgram('git', args, { cwd, env });
  const lines = `HEAD\tthe commit that is checked out\n${stdout}`.trimEnd().split('\n');
  return lines.map((line) => {
    const [text = '', description = ''] = line.split('\t');
    return { text, description };
  });
}
