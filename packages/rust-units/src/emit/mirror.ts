// The mirror of a crate's modules within one package: names and items by module, rendered as nested modules.

export interface Mirror {
  readonly path: readonly string[];
  isPublic: boolean;
  readonly imports: Set<string>;
  /** Macros come first: code sees those that stand above it. */
  readonly macros: string[];
  readonly items: string[];
  readonly modules: Map<string, Mirror>;
}

export function createMirror(path: readonly string[] = []): Mirror {
  return { path, isPublic: path.length === 0, imports: new Set(), macros: [], items: [], modules: new Map() };
}

/** The mirror of a module, made where there is none yet. */
export function mirrorAt(root: Mirror, path: readonly string[], isPublic: boolean): Mirror {
  let at = root;
  for (const name of path) {
    let next = at.modules.get(name);
    if (next === undefined) {
      next = createMirror([...at.path, name]);
      at.modules.set(name, next);
    }
    if (isPublic) next.isPublic = true;
    at = next;
  }
  return at;
}

export function renderMirror(mirror: Mirror, depth = 0): string {
  const lead = '    '.repeat(depth);
  const parts: string[] = [];
  if (mirror.imports.size > 0)
    parts.push(
      [...mirror.imports]
        .filter((line) => !mirror.imports.has(line.replace('pub(crate) use ', 'pub use ')) || !isOwn(line))
        .sort()
        .map((line) => `${lead}${line}\n`)
        .join(''),
    );
  for (const macro of mirror.macros) parts.push(`${macro}\n`);
  for (const [name, module] of [...mirror.modules].sort(([one], [other]) => (one < other ? -1 : 1)))
    parts.push(
      `${lead}${module.isPublic ? 'pub' : 'pub(crate)'} mod ${name} {\n${renderMirror(module, depth + 1)}${lead}}\n`,
    );
  for (const item of mirror.items) parts.push(`${item}\n`);
  return parts.join('\n');
}

/** Not seen from outside of the package. */
function isOwn(line: string): boolean {
  return line.includes('pub(crate) use ');
}
