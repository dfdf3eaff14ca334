// Carries documentation tests to the facade: takes the declarations of a module, gives stubs that have the same names.
// rustdoc runs such tests only where they are defined, and calls them after the item; it looks at names, not at bodies.

import { readAttribute } from '../read/attributes.js';
import type { Attribute, Item } from '../read/crate-source.js';
import type { Declaration } from '../resolve/declaration.js';
import { childOf, type SyntaxNode, textOf } from '../syntax/syntax-node.js';
import { parameterDeclarations } from './parameter-names.js';
import { callsIn, type RepeatedCalls } from './repeated-calls.js';

export interface DoctestStubs {
  readonly texts: readonly string[];
  /** Names that stubs stand for, so that nothing else may have them while rustdoc looks for tests. */
  readonly names: ReadonlySet<string>;
}

type Render = (item: Pick<Item, 'file' | 'attributes'>) => readonly string[];

export interface StubSources {
  /** Gives the texts of attributes, with the paths of what they include as seen from the facade. */
  readonly render: Render;
  /** Gives the text of a macro, or of a call that makes tests. */
  readonly repeat: (item: Item) => string;
  readonly calls: RepeatedCalls;
}

/** Macros that are called stand behind stubs of the same name, and before their calls. */
export function doctestStubs(declarations: readonly Declaration[], sources: StubSources): DoctestStubs {
  const names = new Set<string>();
  const texts: string[] = [];
  const repeated: string[] = [];
  const macros = new Set<Item>();
  for (const { item } of declarations) {
    const stub = stubOf(item, sources);
    if (stub === undefined) continue;
    if (item.kind !== 'impl' && item.kind !== 'call') names.add(item.name);
    const needed = sources.calls.macrosOf(item);
    for (const macro of needed) macros.add(macro);
    (needed.length > 0 ? repeated : texts).push(stub);
  }
  const definitions = [...macros].map((macro) => definitionOf(macro, sources));
  return { texts: [...texts.sort(), ...definitions.sort(), ...repeated.sort()], names };
}

/** Without documentation, which a stub has. */
function definitionOf(macro: Item, { repeat }: StubSources): string {
  const attributes = macro.attributes.filter(({ name }) => name === 'cfg');
  return `#[cfg(doctest)]\n${repeat({ ...macro, attributes })}`;
}

function stubOf(item: Item, sources: StubSources): string | undefined {
  const { kind, name, node, file, attributes } = item;
  if (kind === 'call')
    return sources.calls.isRepeated(node) ? `#[cfg(doctest)]\n${sources.repeat(item)}` : undefined;
  const docs = documented(attributes, item, sources.render);
  const members = membersOf(item, sources);
  if (!docs.hasTest && members.length === 0) return undefined;
  // A private item of that name could not be passed on by a `pub use` elsewhere.
  const visibility = visibilityText(item.visibility);
  const head = ['#[cfg(doctest)]', ...docs.lines].join('\n');
  const body = members.length === 0 ? '{}' : `{\n${members.join('\n')}\n}`;
  const parameters = parameterDeclarations(childOf(node, 'type_parameters'), file.text);
  switch (kind) {
    case 'foreign':
      return undefined;
    case 'function':
      return `${head}\n${visibility}fn ${name}() {}`;
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

function membersOf(item: Item, { render, calls }: StubSources): readonly string[] {
  const { kind, node, file } = item;
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
  for (const call of callsIn(item)) {
    const text = textOf(file.text, call);
    if (calls.isRepeated(call)) members.push(/[;}]$/.test(text) ? text : `${text};`);
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
