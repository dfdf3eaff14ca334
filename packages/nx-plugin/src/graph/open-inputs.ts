// Tells whether a lock has a say in what an input is, besides the reference itself: takes where the input leads.
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { FactsStore } from './facts-store.js';
import { fileOf } from './graph.js';
import type { Target } from './locate-input.js';

export interface LockQuestion {
  /** Absolute path. */
  readonly root: string;
  readonly store: FactsStore;
  /** Reads each lock once. */
  readonly locks: Map<string, LockText | undefined>;
}

export interface LockText {
  readonly root?: string;
  readonly nodes?: Readonly<Record<string, { readonly inputs?: Readonly<Record<string, unknown>> }>>;
}

/** @param hub the folder of the hub, whose lock knows what the input takes in itself */
export function isOpen(question: LockQuestion, hub: string, input: string, target: Target): boolean {
  if (target.kind === 'node') return false;
  if (target.kind === 'folder') return hasOpenInputs(question, target.folder, new Set());
  return !target.isFixed || !isLeafOfLock(question, posix.join(hub, 'flake.lock'), input);
}

function hasOpenInputs(question: LockQuestion, folder: string, seen: Set<string>): boolean {
  if (seen.has(folder)) return false;
  seen.add(folder);
  const facts = question.store.flakeAt(fileOf(folder))?.facts;
  if (!facts) return false;
  if (facts.inputs === undefined) return true;
  return Object.values(facts.inputs).some((input) =>
    input.folder === undefined
      ? !input.follows
      : hasOpenInputs(question, posix.join(folder, input.folder).replace(/\/$/, ''), seen),
  );
}

/** Whether the lock knows the input as a flake without inputs of its own. */
function isLeafOfLock({ root, locks }: LockQuestion, file: string, input: string): boolean {
  if (!locks.has(file)) locks.set(file, readLock(join(root, file)));
  const lock = locks.get(file);
  const name = lock?.nodes?.[lock.root ?? 'root']?.inputs?.[input];
  return typeof name === 'string' && Object.keys(lock?.nodes?.[name]?.inputs ?? {}).length === 0;
}

/** One that cannot be read tells nothing. */
function readLock(file: string): LockText | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
