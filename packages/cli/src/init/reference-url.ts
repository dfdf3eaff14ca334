// Writes a flake reference that a lock holds as attributes as the URL that a flake takes: takes attributes, gives text.
import type { LockNode } from '@flake-lattice/nix-text';

type Attributes = LockNode['locked'];

/** Nothing for a kind of reference that this writer does not know. */
export function referenceUrl(attributes: Attributes): string | undefined {
  const text = (name: string) => (attributes[name] === undefined ? undefined : String(attributes[name]));
  const type = text('type');
  const query = (names: readonly string[]) => {
    const said = names.flatMap((name) => {
      const value = attributes[name];
      if (value === undefined || value === false) return [];
      return [`${name}=${value === true ? '1' : encode(String(value))}`];
    });
    return said.length === 0 ? '' : `?${said.join('&')}`;
  };
  if (type === 'github' || type === 'gitlab' || type === 'sourcehut') {
    const [owner, repository] = [text('owner'), text('repo')];
    if (owner === undefined || repository === undefined) return undefined;
    const version = text('rev') ?? text('ref');
    const parts = [owner, repository, ...(version === undefined ? [] : [version])];
    return `${type}:${parts.map(encodePart).join('/')}${query(['dir', 'host', 'narHash'])}`;
  }
  const url = text('url');
  if (type === 'git' && url !== undefined) {
    return joinQuery(`git+${url}`, query(['allRefs', 'dir', 'ref', 'rev', 'shallow', 'submodules']));
  }
  if ((type === 'tarball' || type === 'file') && url !== undefined) {
    return joinQuery(`${type}+${url}`, query(['dir', 'narHash']));
  }
  const path = text('path');
  if (type === 'path' && path !== undefined) {
    return `path:${path.split('/').map(encodePart).join('/')}${path.startsWith('/') ? query(['narHash']) : ''}`;
  }
  const id = text('id');
  if (type !== 'indirect' || id === undefined) return undefined;
  return `flake:${[id, text('ref'), text('rev')]
    .filter((part) => part !== undefined)
    .map(encodePart)
    .join('/')}`;
}

/** The URL of a tarball may have a query of its own. */
function joinQuery(url: string, query: string): string {
  return url.includes('?') ? `${url}${query.replace('?', '&')}` : `${url}${query}`;
}

function encode(value: string): string {
  return encodeURIComponent(value).replace(/%2F/g, '/');
}

function encodePart(value: string): string {
  return encodeURIComponent(value).replace(/%(?:2B|3A|40|3D|2C)/g, decodeURIComponent);
}
