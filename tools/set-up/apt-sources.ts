// Takes the text of apt's source lists, both formats of sources.list(5), gives the archives that they name.

export interface AptSource {
  readonly uri: string;
  readonly suite: string;
  readonly components: readonly string[];
  /** Absolute path of a keyring, where the source names one. */
  readonly signedBy?: string;
}

/** The one-line format. Sources on a medium, of source packages, and lines switched off are left out. */
export function parseSourcesList(text: string): readonly AptSource[] {
  return text.split('\n').flatMap((line) => {
    const match = /^\s*deb\s+(?:\[([^\]]*)\]\s*)?(\S+)\s+(\S+)\s*([^#]*)/.exec(line);
    if (!match) return [];
    const [, options = '', uri = '', suite = '', components = ''] = match;
    const signedBy = /(?:^|\s)signed-by=(\S+)/i.exec(options)?.[1];
    return isFetchable(uri) ? [source(uri, suite, words(components), signedBy)] : [];
  });
}

/** The stanza format, deb822(5): one source for each pair of address and suite. */
export function parseDeb822Sources(text: string): readonly AptSource[] {
  const stanzas = text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n')
    .split(/\n[ \t]*\n/);
  return stanzas.flatMap((stanza) => {
    const fields = readFields(stanza);
    if (!words(fields.get('types')).includes('deb') || /^(no|false|0)$/i.test(fields.get('enabled') ?? ''))
      return [];
    const components = words(fields.get('components'));
    const signedBy = fields.get('signed-by');
    return words(fields.get('uris'))
      .filter(isFetchable)
      .flatMap((uri) => words(fields.get('suites')).map((suite) => source(uri, suite, components, signedBy)));
  });
}

function readFields(stanza: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  let name = '';
  for (const line of stanza.split('\n')) {
    const match = /^([^\s:]+):\s*(.*?)\s*$/.exec(line);
    if (match) {
      name = (match[1] as string).toLowerCase();
      fields.set(name, match[2] as string);
    } else if (/^\s+\S/.test(line) && name !== '') {
      fields.set(name, `${fields.get(name)}\n${line.trim()}`);
    }
  }
  return fields;
}

/** A key that is written out in the source, or named by its fingerprint, is no path. */
function source(
  uri: string,
  suite: string,
  components: readonly string[],
  signedBy: string | undefined,
): AptSource {
  const keyring = signedBy?.split(/[\s,]+/).find((part) => part.startsWith('/'));
  return { uri: withSlash(uri), suite, components, ...(keyring ? { signedBy: keyring } : {}) };
}

export function withSlash(uri: string): string {
  return uri.endsWith('/') ? uri : `${uri}/`;
}

function isFetchable(uri: string): boolean {
  return uri.includes(':') && !uri.startsWith('cdrom:');
}

function words(text: string | undefined): readonly string[] {
  return (text ?? '').split(/\s+/).filter((word) => word !== '');
}
