// Lets tests give methods to a type of a unit: takes an impl in a module of tests, gives the edits that make it one of a trait.
// The compiler takes an inherent impl beside its type alone, and the facade has only the name of the type.
import { readAttribute } from '../read/attributes.js';
import type { Item, Module } from '../read/crate-source.js';
import { childOf, childOfKind, type SyntaxNode, textOf } from '../syntax/syntax-node.js';
import { namesOfParameters, parameterNames } from './parameter-names.js';
import { applyTextEdits, type TextEdit } from './text-edits.js';

/** What tests call stays as it is written: a trait of their own module is in scope there. */
export function methodsOfTests(module: Module): readonly TextEdit[] {
  const own = typesOfTests(module);
  return module.items
    .filter((item) => item.kind === 'impl' && childOf(item.node, 'trait') === undefined)
    .flatMap((item, index) => {
      const name = typeNameOf(item);
      return name === undefined || own.has(name) ? [] : asTrait(item, `${name}InTests${index + 1}`);
    });
}

/** All that the tests around a module declare, and every word that they give to a macro, which may declare it. */
function typesOfTests(module: Module): ReadonlySet<string> {
  let outermost = module;
  while (outermost.parent?.isTest) outermost = outermost.parent;
  const within = (one: Module): readonly Item[] => [...one.items, ...one.modules.flatMap(within)];
  return new Set(
    within(outermost).flatMap(({ kind, name, node, file }) =>
      kind === 'call' ? (textOf(file.text, node).match(/\w+/g) ?? []) : [name],
    ),
  );
}

function typeNameOf({ node, file }: Item): string | undefined {
  const type = childOf(node, 'type');
  return type && /^(?:\w+\s*::\s*)*(\w+)\s*(?:<[\s\S]*)?$/.exec(textOf(file.text, type))?.[1];
}

interface Member {
  readonly declaration: string;
  readonly edits: readonly TextEdit[];
}

/** None where a member is made by a macro, whose declaration no source says. */
function asTrait({ node, file, attributes }: Item, name: string): readonly TextEdit[] {
  const { text } = file;
  const type = childOf(node, 'type') as SyntaxNode;
  const members = membersOf(node, text);
  if (members === undefined) return [];
  const parameters = childOf(node, 'type_parameters');
  const lead = /[ \t]*$/.exec(text.slice(0, node.start))?.[0] ?? '';
  const body = members.map(({ declaration }) => `${lead}    ${declaration}\n`).join('');
  const guards = attributes.flatMap((one) => (one.name === 'cfg' ? [`${one.text}\n${lead}`] : []));
  const head = `trait ${name}${parameters ? textOf(text, parameters) : ''}: Sized${boundsOf(node, text)}`;
  return [
    { start: node.start, end: node.start, text: `${head} {\n${body}${lead}}\n\n${lead}${guards.join('')}` },
    { start: type.start, end: type.start, text: `${name}${parameterNames(parameters, text)} for ` },
    ...members.flatMap(({ edits }) => edits),
  ];
}

/** With what an impl takes for granted of the parameters of its type: that what is borrowed lives as long. */
function boundsOf(impl: SyntaxNode, text: string): string {
  const parameters = childOf(impl, 'type_parameters');
  const lifetimes = namesOfParameters(parameters, text, 'lifetime', 'lifetime_parameter');
  const types = namesOfParameters(parameters, text, 'type_identifier', 'type_parameter');
  const outlived = lifetimes.length === 0 ? [] : types.map((type) => `${type}: ${lifetimes.join(' + ')}`);
  const where = childOfKind(impl, 'where_clause');
  const written = where?.children.filter(({ kind }) => kind === 'where_predicate') ?? [];
  const all = [...written.map((predicate) => textOf(text, predicate)), ...outlived];
  return all.length === 0 ? '' : ` where ${all.join(', ')}`;
}

function membersOf(impl: SyntaxNode, text: string): readonly Member[] | undefined {
  const members: Member[] = [];
  let guards = '';
  for (const child of childOf(impl, 'body')?.children ?? []) {
    const attribute = readAttribute(child, text, 'outer');
    if (attribute?.name === 'cfg') guards += `${attribute.text} `;
    if (child.kind === 'macro_invocation' || child.kind === 'expression_statement') return undefined;
    const member = child.kind === 'function_item' ? methodOf(child, text) : constantOf(child, text);
    if (member === undefined) continue;
    members.push({ ...member, declaration: `${guards}${member.declaration}` });
    guards = '';
  }
  return members;
}

/** A trait says nothing of visibility, and has no `const fn`. */
function methodOf(node: SyntaxNode, text: string): Member {
  const body = childOf(node, 'body');
  const visibility = childOfKind(node, 'visibility_modifier');
  const constant = childOfKind(childOfKind(node, 'function_modifiers') ?? node, 'const');
  const edits = [visibility, constant].flatMap((part) =>
    part === undefined ? [] : [{ start: part.start, end: part.end + 1, text: '' }],
  );
  const parameters = childOf(node, 'parameters');
  const inner = parameters?.children.flatMap((child) => withoutPattern(child, text)) ?? [];
  const end = body?.start ?? node.end;
  return { declaration: `${applyTextEdits(text, node.start, end, [...edits, ...inner]).trim()};`, edits };
}

function constantOf(node: SyntaxNode, text: string): Member | undefined {
  const type = childOf(node, 'type');
  if (node.kind !== 'const_item' || type === undefined) return undefined;
  const visibility = childOfKind(node, 'visibility_modifier');
  const edits = visibility ? [{ start: visibility.start, end: visibility.end + 1, text: '' }] : [];
  return { declaration: `${applyTextEdits(text, node.start, type.end, edits)};`, edits };
}

/** What has no body may not take its parameters apart. */
function withoutPattern(node: SyntaxNode, text: string): readonly TextEdit[] {
  if (node.kind === 'self_parameter') {
    const isBorrowed = textOf(text, node).startsWith('&');
    const mutable = isBorrowed ? undefined : childOfKind(node, 'mutable_specifier');
    return mutable === undefined ? [] : [{ start: mutable.start, end: mutable.end + 1, text: '' }];
  }
  const pattern = node.kind === 'parameter' ? childOf(node, 'pattern') : undefined;
  const start = childOfKind(node, 'mutable_specifier')?.start ?? pattern?.start;
  return pattern === undefined || start === undefined ? [] : [{ start, end: pattern.end, text: '_' }];
}
