// Keeps the facts of texts by the hash of the text: takes the workspace, gives a store that reads each file once and each
// text once for ever. What it cannot keep, it reads again.
import { hash as digest } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { TextFacts } from '../flake-facts/facts.js';
import { readFlakeFacts, readNixFacts } from '../flake-facts/read-facts.js';

/** To be raised with each change of what facts are or how they are found. */
const version = 1;

export interface ReadFile {
  readonly facts: TextFacts;
  /** SHA-256 in lower-case hexadecimal. */
  readonly hash: string;
}

export interface FactsStore {
  /** Nothing where there is no such file. @param path from the root of the workspace */
  readonly flakeAt: (path: string) => ReadFile | undefined;
  readonly nixAt: (path: string) => ReadFile | undefined;
  /** Writes what was read in this run, where it is not what was kept before. */
  readonly keep: () => void;
}

export function openFactsStore(root: string): FactsStore {
  const file = join(dataFolderOf(root), 'flake-lattice', 'facts.json');
  const known = readKept(file);
  const used: Record<string, TextFacts> = {};
  const files = new Map<string, ReadFile | undefined>();
  const readAt = (path: string, kind: 'flake' | 'nix', read: (text: string) => TextFacts) => {
    const name = `${kind}:${path}`;
    if (!files.has(name)) {
      const text = readIfPresent(join(root, path));
      const hash = text === undefined ? '' : digest('sha256', text);
      const key = `${kind}:${hash}`;
      if (text !== undefined) used[key] ??= known[key] ?? read(text);
      const facts = used[key];
      files.set(name, facts && { facts, hash });
    }
    return files.get(name);
  };
  return {
    flakeAt: (path) => readAt(path, 'flake', readFlakeFacts),
    nixAt: (path) => readAt(path, 'nix', readNixFacts),
    keep: () => {
      const keys = Object.keys(used);
      if (keys.length === Object.keys(known).length && keys.every((key) => key in known)) return;
      write(file, JSON.stringify({ version, facts: used }));
    },
  };
}

/** Where Nx keeps what it knows of a workspace, and forgets it by `nx reset`. */
export function dataFolderOf(root: string): string {
  return resolve(root, process.env.NX_WORKSPACE_DATA_DIRECTORY ?? join('.nx', 'workspace-data'));
}

function readKept(file: string): Readonly<Record<string, TextFacts>> {
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8'));
    return kept.version === version ? kept.facts : {};
  } catch {
    return {};
  }
}

function write(file: string, text: string): void {
  const staged = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(staged, text);
    renameSync(staged, file);
  } catch {
    // A folder that cannot be written costs time and nothing else.
  }
}

function readIfPresent(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
