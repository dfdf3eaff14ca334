// Carries documentation tests to the facade: takes the declarations of a module, gives stubs that have the same names.
// rustdoc runs such tests only where they are defined, and calls them after the item; it looks at names, not at bodies.

import { readAttribute } from '../read/attributes.js';
import type { Attribute, Item } from '../read/crate-source.js';
import type { Declaration } from '../resolve/declaration.js';
import { childOf, type SyntaxNode, textOf } from '../syntax/syntax-node.js';
import { parameterDeclarations } from './parameter-names.js';

export interface DoctestStubs {
  readonly texts: readonly string[];
  /** Names that stubs stand for, so that nothing else may have them while rustdoc looks for tests. */
  readonly names: ReadonlySet<string>;
}

/** @param render gives the texts of attributes, with the paths of what they include as seen from the facade */
export function doctestStubs(declarations: readonly Declaration[], render: Render): DoctestStubs {
  const names = new Set<string>();
  const texts: string[] = [];
  for (const { item } of declarations) {
    const stub = stubOf(item, render);
    if (stub === undefined) continue;
    if (item.kind !== 'impl') names.add(item.name);
    texts.push(stub);
  }
  return { texts: texts.sort(), names };
}

type Render = (item: Pick<Item, 'file' | 'attributes'>) => readonly string[];

function stubOf(item: Item, render: Render): string | undefined {
  const { kind, name, node, file, attributes } = item;
  const docs = documented(attributes, item, render);
  const members = membersOf(item, render);
  if (!docs.hasTest && members.length === 0) return undefined;
  // A private item of that name could not be passed on by a `pub use` elsewhere.
  const visibility = visibilityText(item.visibility);
  const head = ['#[cfg(doctest)]', ...docs.lines].join('\n');
  const body = members.length === 0 ? '{}' : `{\n${members.join('\n')}\n}`;
  const parameters = parameterDeclarations(childOf(node, 'type_parameters'), file.text);
  switch (kind) {
    case 'function':
    case 'call':
    case 'foreign':
      return kind === 'function' ? `${head}\n${visibility}fn ${name}() {}` : undefined;
    case 'struct':
    case 'union':
      return `${head}\n${visibility}struct ${name}${parameters} ${body}`;
    case 'enum':
      return `${head}\n${visibility}enum ${name}${parameters} ${body}`;
    case 'trait':
      return `${head}\n${visibility}trait ${name}${parameters} ${body}`;
    case 'impl': {
      const type = childOf(node, 'type');
      return type ? `${head}\nimpl${parameters} ${textOf(file.text, type)} ${body}` : undefined;
    }
    case 'macro':
      return `${head}\nmacro_rules! ${name} { () => {} }`;
    case 'alias':
      return `${head}\n${visibility}type ${name}${parameters} = ();`;
    default:
      return `${head}\n${visibility}const ${name}: () = ();`;
  }
}

function membersOf({ kind, node, file }: Item, render: Render): readonly string[] {
  const body = childOf(node, 'body');
  const members: string[] = [];
  let pending: Attribute[] = [];
  for (const child of body?.children ?? []) {
    const attribute = readAttribute(child, file.text, 'outer');
    if (attribute) {
      pending.push(attribute);
      continue;
    }
    const named = childOf(child, 'name');
    if (named) {
      const docs = documented(pending, { file }, render);
      if (docs.hasTest) {
        const name = textOf(file.text, named);
        members.push(`${docs.lines.join('\n')}\n${memberStub(kind, child, name)}`);
      }
    }
    if (child.kind !== 'line_comment' && child.kind !== 'block_comment') pending = [];
  }
  return members.sort();
}

function memberStub(kind: Item['kind'], child: SyntaxNode, name: string): string {
  if (kind === 'struct' || kind === 'union') return `${name}: (),`;
  if (kind === 'enum') return `${name},`;
  if (kind === 'trait' && child.kind !== 'function_item')
    return child.kind === 'const_item' ? `const ${name}: ();` : `fn ${name}();`;
  return child.kind === 'const_item' ? `const ${name}: () = ();` : `fn ${name}() {}`;
}

function documented(
  attributes: readonly Attribute[],
  { file }: Pick<Item, 'file'>,
  render: Render,
): { readonly lines: readonly string[]; readonly hasTest: boolean } {
  const kept = attributes.filter(
    ({ kind, name, text }) =>
      kind === 'documentation' ||
      name === 'doc' ||
      name === 'cfg' ||
      (name === 'cfg_attr' && /\bdoc\b/.test(text)),
  );
  const hasTest = kept.some(
    ({ kind, name, text }) =>
      (kind === 'documentation' && /```|~~~|^\s*\/\/\/\s? {4,}\S|^\s*\/\/\/\t|^[ *]{5,}\S/m.test(text)) ||
      ((name === 'doc' || name === 'cfg_attr') && /=/.test(text)),
  );
  return { lines: render({ file, attributes: kept }), hasTest };
}

export function visibilityText(visibility: string): string {
  return visibility === '' ? '' : `${visibility === 'crate' ? 'pub(crate)' : visibility} `;
}
