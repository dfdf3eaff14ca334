// References to flakes from elsewhere: takes a URL, gives its attributes as a lock holds them under `original`.
import type { Reference } from './reference.js';

/**
 * These are compared with what a lock holds, and with nothing else: what is read wrongly here is not found there, and
 * left to Nix.
 */
export function readExternalUrl(url: string): Reference | undefined {
  const parts = /^(?:([a-z][a-z0-9+.-]*):)?([^?#]*)(?:\?([^#]*))?$/.exec(url);
  if (!parts) return undefined;
  const [, scheme, path = '', query = ''] = parts;
  if (scheme === undefined || scheme === 'flake') return query === '' ? readIndirect(path) : undefined;
  if (scheme === 'github' || scheme === 'gitlab' || scheme === 'sourcehut') {
    return readForge(scheme, path, query);
  }
  if (scheme.startsWith('git+')) return readGit(scheme.slice('git+'.length), path, query);
  if (/^(?:tarball\+)?(?:https?|file)$/.test(scheme)) return readTarball(scheme, path, query);
  return undefined;
}

function readIndirect(path: string): Reference | undefined {
  const parts = /^([a-zA-Z][a-zA-Z0-9_-]*)(?:\/([a-zA-Z0-9@][a-zA-Z0-9_.@+-]*))?$/.exec(path);
  const [, id = '', ref] = parts ?? [];
  if (!parts || (ref !== undefined && isRevision(ref))) return undefined;
  return { attributes: { id, type: 'indirect', ...(ref === undefined ? {} : { ref }) } };
}

function readForge(type: string, path: string, query: string): Reference | undefined {
  const [owner, repo, ...rest] = path.split('/').map(decodePart);
  const options = readQuery(query, ['dir', 'host', 'narHash', 'ref', 'rev']);
  if (!owner || !repo || rest.includes(undefined) || !options) return undefined;
  const wanted = rest.join('/');
  if (wanted !== '' && (options.has('ref') || options.has('rev'))) return undefined;
  const which = wanted === '' ? {} : isRevision(wanted) ? { rev: wanted } : { ref: wanted };
  return { attributes: { owner, repo, type, ...which, ...Object.fromEntries(options) } };
}

function readGit(transport: string, path: string, query: string): Reference | undefined {
  const options = readQuery(query, [
    'dir',
    'narHash',
    'ref',
    'rev',
    'shallow',
    'submodules',
    'allRefs',
    'lfs',
  ]);
  if (!options || /[^A-Za-z0-9._~:@/+-]/.test(path)) return undefined;
  const flags = [...options].map(([name, value]) => {
    const isFlag = ['shallow', 'submodules', 'allRefs', 'lfs'].includes(name);
    return [name, isFlag ? value === '1' : value] as const;
  });
  return { attributes: { ...Object.fromEntries(flags), type: 'git', url: `${transport}:${path}` } };
}

function readTarball(scheme: string, path: string, query: string): Reference | undefined {
  const options = readQuery(query, ['dir', 'narHash', 'rev']);
  if (!options || /[^A-Za-z0-9._~:@/+-]/.test(path)) return undefined;
  const url = `${scheme.replace(/^tarball\+/, '')}:${path}`;
  return { attributes: { ...Object.fromEntries(options), type: 'tarball', url } };
}

/** Nothing where there is one that is not known. */
function readQuery(query: string, known: readonly string[]): ReadonlyMap<string, string> | undefined {
  const options = new Map<string, string>();
  for (const part of query === '' ? [] : query.split('&')) {
    const at = part.indexOf('=');
    const name = part.slice(0, at);
    const value = decodePart(part.slice(at + 1));
    if (at < 0 || !known.includes(name) || options.has(name) || value === undefined) return undefined;
    options.set(name, value);
  }
  return options;
}

function decodePart(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

function isRevision(text: string): boolean {
  return /^[0-9a-fA-F]{40}$/.test(text);
}
