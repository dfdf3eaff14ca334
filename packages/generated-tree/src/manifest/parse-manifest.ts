// Takes the text of a manifest, also one that git merged with conflicts, gives its entries.
import { CodedError } from '@flake-lattice/errors';
import { hasConflictMarks } from '../merge/conflict-marks.js';
import { isTreePath } from '../tree/tree-path.js';
import {
  generatedEntry,
  type Manifest,
  type ManifestEntry,
  manifestVersion,
  uniteEntries,
} from './manifest.js';

/**
 * Of a text with conflict marks, of any of git's styles, the entries are those of all sides.
 *
 * @param file named in errors
 * @throws CodedError MANIFEST_SYNTAX, MANIFEST_NEWER
 */
export function parseManifest(text: string, file: string): Manifest {
  return hasConflictMarks(text) ? readSides(text, file) : readWhole(text, file);
}

function readWhole(text: string, file: string): Manifest {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (fault) {
    throw unreadable(file, 'it is not JSON', lineOf(text, fault), fault);
  }
  if (!isTable(data)) throw unreadable(file, 'it is no table');
  checkVersion(data.version, file);
  if (!isTable(data.files)) throw unreadable(file, 'it has no table `files`');
  const manifest = new Map<string, ManifestEntry>();
  for (const [path, value] of Object.entries(data.files)) {
    const entry = entryOf(value);
    if (!entry || !isTreePath(path)) {
      throw unreadable(file, `\`${path}\` is no entry of it`, lineWith(text, JSON.stringify(path)));
    }
    manifest.set(path, entry);
  }
  return manifest;
}

/** Each line stands for itself, as {@link renderManifest} writes one file on each; what is none is passed over. */
function readSides(text: string, file: string): Manifest {
  const manifest = new Map<string, ManifestEntry>();
  for (const line of text.split(/\r?\n/)) {
    const match = /^\s*("(?:[^"\\]|\\.)*"): (.*?),?$/.exec(line);
    const [path, value] = [parse(match?.[1]), parse(match?.[2])];
    if (path === 'version') checkVersion(value, file);
    const entry = entryOf(value);
    if (typeof path !== 'string' || !entry || !isTreePath(path)) continue;
    const before = manifest.get(path);
    manifest.set(path, before ? uniteEntries([before, entry]) : entry);
  }
  return manifest;
}

function parse(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

const hashForm = /^[0-9a-f]{64}$/;

function entryOf(value: unknown): ManifestEntry | undefined {
  if (isHash(value)) return generatedEntry(value);
  if (!isTable(value)) return undefined;
  const { generated, kept = {} } = value;
  if (!Array.isArray(generated) || generated.length === 0 || !generated.every(isHash)) return undefined;
  if (!isTable(kept)) return undefined;
  const pairs = Object.entries(kept);
  if (!pairs.every(([text, over]) => isHash(text) && isHash(over))) return undefined;
  return { generated, kept: new Map(pairs as [string, string][]) };
}

function isHash(value: unknown): value is string {
  return typeof value === 'string' && hashForm.test(value);
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function checkVersion(version: unknown, file: string): void {
  if (!Number.isInteger(version)) throw unreadable(file, 'its `version` is no whole number');
  if ((version as number) <= manifestVersion) return;
  throw new CodedError({
    code: 'MANIFEST_NEWER',
    message: `\`${file}\` has version ${version}, and ${manifestVersion} is the newest that is known here`,
    hint: 'update flake-lattice to the version that wrote it',
    place: { file },
  });
}

function unreadable(file: string, fact: string, line?: number, cause?: unknown): CodedError {
  return new CodedError({
    code: 'MANIFEST_SYNTAX',
    message: `\`${file}\` is no manifest: ${fact}`,
    hint: `take it from git again, or remove it: files that differ from what would be generated are then taken for edited`,
    place: { file, ...(line === undefined ? {} : { line }) },
    cause,
  });
}

function lineWith(text: string, part: string): number | undefined {
  const index = text.indexOf(part);
  return index < 0 ? undefined : text.slice(0, index).split('\n').length;
}

/** Where the parser says at which character it stopped. */
function lineOf(text: string, fault: unknown): number | undefined {
  const position = /at position (\d+)/.exec(String(fault))?.[1];
  return position === undefined ? undefined : text.slice(0, Number(position)).split('\n').length;
}
