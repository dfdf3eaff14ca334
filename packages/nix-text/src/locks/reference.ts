// Flake references: takes one as it is declared, gives its attributes as a lock holds them, and where a relative path leads.
import type { DeclaredInput } from './declared-inputs.js';
import { readExternalUrl } from './external-url.js';
import type { ReferenceAttributes, ReferenceValue } from './lock.js';

export interface Reference {
  readonly attributes: ReferenceAttributes;
  /** Given where it is a path that begins at the flake that declares it. */
  readonly relative?: { readonly path: string; readonly dir: string };
}

/** The names that Nix allows in references and follows. */
export const flakeName = /^[a-zA-Z][a-zA-Z0-9_-]*$/;

const knownNames = new Set<string>();

/** The same few names are asked about for every node. */
export function isFlakeName(name: string): boolean {
  if (knownNames.has(name)) return true;
  const isName = flakeName.test(name);
  if (isName && knownNames.size < 10_000) knownNames.add(name);
  return isName;
}

/** Nothing where this package does not know for certain what Nix makes of it. */
export function readReference(name: string, { url, attributes }: DeclaredInput): Reference | undefined {
  if (attributes) return referenceOfAttributes(url, attributes);
  if (url !== undefined) return readUrl(url);
  return flakeName.test(name) ? { attributes: { id: name, type: 'indirect' } } : undefined;
}

/**
 * The path to the folder of a flake that is named by a relative path, from the one that the path begins at; nothing of any
 * other reference.
 */
export function relativeFolderOf(url: string): string | undefined {
  const { path, dir } = readReference('', { url })?.relative ?? {};
  return dir ? `${path}/${dir}` : path;
}

function referenceOfAttributes(
  url: string | undefined,
  declared: ReadonlyMap<string, ReferenceValue>,
): Reference | undefined {
  const { type, ...others } = Object.fromEntries(declared);
  if (type === undefined) return undefined;
  if (type !== 'path') return { attributes: { ...others, type, ...(url === undefined ? {} : { url }) } };
  const { path, dir = '', ...rest } = others;
  if (url !== undefined || Object.keys(rest).length > 0) return undefined;
  return typeof path === 'string' && typeof dir === 'string' ? pathReference(path, dir) : undefined;
}

function readUrl(url: string): Reference | undefined {
  const asPath = /^(\.{1,2}(?:\/[^?#]*)?|\/[^?#]*)(?:\?([^#]*))?$/.exec(url);
  if (asPath) return withQuery(asPath[1] ?? '', asPath[2]);
  const asPathUrl = /^path:([^?#]*)(?:\?([^#]*))?$/.exec(url);
  if (!asPathUrl) return readExternalUrl(url);
  // What no URL may hold makes Nix read the whole as the name of a folder.
  const encoded = asPathUrl[1] ?? '';
  if (!/^(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*$/.test(encoded)) return undefined;
  // An encoded slash, or NUL, is read in different ways by different Nixes; `//host` would be an authority.
  if (/%(?:2f|00)/i.test(encoded)) return undefined;
  const path = decode(encoded);
  return path === undefined ? undefined : withQuery(path, asPathUrl[2]);
}

function withQuery(path: string, query: string | undefined): Reference | undefined {
  if (query === undefined || query === '') return pathReference(path, '');
  const dir = /^dir=([A-Za-z0-9._/-]*)$/.exec(query)?.[1];
  return dir === undefined ? undefined : pathReference(path, dir);
}

function pathReference(path: string, dir: string): Reference | undefined {
  // Newer Nixes make one slash of several in the lock, older ones keep them.
  if (path === '' || path.includes('//') || /[\0\n\r]/.test(path)) return undefined;
  const attributes = { ...(dir === '' ? {} : { dir }), path, type: 'path' };
  return path.startsWith('/') ? { attributes } : { attributes, relative: { path, dir } };
}

function decode(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}

/**
 * The folder that a relative path leads to from another, both relative to the root of the repository, which is `''`.
 * Nothing where it leads out of the repository.
 */
export function resolveFolder(from: string, path: string): string | undefined {
  const names = from === '' ? [] : from.split('/');
  for (const name of path.split('/')) {
    if (name === '' || name === '.') continue;
    if (name !== '..') names.push(name);
    else if (names.pop() === undefined) return undefined;
  }
  return names.join('/');
}
