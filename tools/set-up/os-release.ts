// Takes the text of os-release(5), says what the machine runs.

export interface OperatingSystem {
  /** Such as `debian`; `linux` where the file does not say. */
  readonly id: string;
  readonly like: readonly string[];
  /** Such as `trixie`. */
  readonly codename: string | undefined;
}

export function parseOsRelease(text: string): OperatingSystem {
  const values = new Map<string, string>();
  for (const line of text.split('\n')) {
    const match = /^\s*([A-Z0-9_]+)=(.*?)\s*$/.exec(line);
    if (match) values.set(match[1] as string, unquote(match[2] as string));
  }
  return {
    id: values.get('ID') || 'linux',
    like: (values.get('ID_LIKE') ?? '').split(/\s+/).filter((id) => id !== ''),
    codename: values.get('VERSION_CODENAME') || undefined,
  };
}

export function isDebianKin({ id, like }: OperatingSystem): boolean {
  return id === 'debian' || like.includes('debian');
}

/** The quoting is the shell's: in double quotes a backslash makes the next character plain. */
function unquote(value: string): string {
  const match = /^(["'])(.*)\1$/.exec(value);
  if (!match) return value;
  return match[1] === '"' ? (match[2] as string).replace(/\\(.)/g, '$1') : (match[2] as string);
}
