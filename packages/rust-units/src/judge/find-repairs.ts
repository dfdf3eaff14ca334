// Finds what mends a split: takes what rustc said of its packages, gives edges and merges to plan the next one with.
import type { RustcMessage } from '../cargo/messages.js';
import type { Repairs } from '../plan/plan-groups.js';
import type { UnitPlan } from '../plan/plan-units.js';
import type { Declaration } from '../resolve/declaration.js';

export interface JudgedSplit {
  readonly plans: readonly UnitPlan[];
  readonly declarations: readonly Declaration[];
  /** The library of a unit, by its folder. */
  readonly libOf: (folder: string) => string;
  /** Keys of types whose private parts stayed private. */
  readonly closed: ReadonlySet<string>;
  /** One line of what the facade says, counted from 1. */
  readonly facadeLine: (line: number) => string;
}

const unresolved = new Set([
  'E0405',
  'E0412',
  'E0422',
  'E0423',
  'E0425',
  'E0431',
  'E0433',
  'E0531',
  'E0532',
  'E0574',
  'E0576',
]);

/** A field, constructor or method is private. */
const privateParts = new Set(['E0423', 'E0451', 'E0532', 'E0616', 'E0624']);

/** What is new beside the repairs so far; nothing where no way is left to mend the split as it is. */
export function findRepairs(
  errors: readonly RustcMessage[],
  split: JudgedSplit,
  before: Repairs,
): Repairs | undefined {
  const found = {
    edges: new Map<string, Repairs['edges'][number]>(),
    merges: new Map<string, Repairs['merges'][number]>(),
    absent: new Map<string, Repairs['absent'][number]>(),
    dropped: new Set<string>(),
    imports: new Map<string, Repairs['imports'][number]>(),
    opened: new Set<string>(),
  };
  const known = knownOf(before);
  const byLib = new Map(split.plans.map((plan) => [split.libOf(plan.folder), plan]));
  const planOf = new Map(split.plans.flatMap((plan) => plan.members.map((one) => [one, plan] as const)));

  // Packages are compiled side by side, and end in any order.
  const inOrder = [...errors].sort((one, other) => compare(one.target.name, other.target.name));
  for (const error of inOrder) {
    if (open(error)) continue;
    const unit = byLib.get(error.target.name);
    // What a program lacks only a coarser split can give.
    if (error.target.kind.includes('bin')) continue;
    if (unit === undefined) mendFacade(error);
    else mendUnit(error, unit);
  }
  const isNew = [found.edges, found.merges, found.absent, found.dropped, found.imports, found.opened].some(
    ({ size }) => size > 0,
  );
  if (!isNew) return undefined;
  return {
    ...before,
    edges: [...before.edges, ...found.edges.values()],
    merges: [...before.merges, ...found.merges.values()],
    absent: [...before.absent, ...found.absent.values()],
    dropped: [...before.dropped, ...found.dropped],
    imports: [...before.imports, ...found.imports.values()],
    opened: [...new Set([...before.opened, ...found.opened])],
  };

  /** A part that was left private, and is used: it is opened, once. */
  function open({ message }: RustcMessage): boolean {
    if (!privateParts.has(message.code?.code ?? '')) return false;
    const types = namesIn(message.message)
      .flatMap(declarationsNamed)
      .filter(({ key }) => split.closed.has(key) && !known.opened.has(key));
    for (const { key } of types) found.opened.add(key);
    return types.length > 0;
  }

  function mendUnit(error: RustcMessage, unit: UnitPlan): void {
    const others = mendApart(error, unit);
    if (others !== undefined) merge([unit, ...others], error);
  }

  /** @returns the units to unite this one with, where no edge or import mends it */
  function mendApart(error: RustcMessage, unit: UnitPlan): readonly UnitPlan[] | undefined {
    const { message } = error;
    const code = message.code?.code ?? '';
    const text = wholeText(error);
    const own = unit.members[0] as Declaration;
    const named = namesIn(message.message);
    const isOther = (plan: UnitPlan) => plan !== unit;
    const wrong =
      code === 'E0432' || code === 'E0603' ? importsIn(text).find(({ lib }) => byLib.has(lib)) : undefined;
    if (wrong) {
      const maker = byLib.get(wrong.lib)?.members.find((one) => isMaker(one, wrong.name));
      if (code === 'E0432' && maker && addAbsent(maker, wrong.name)) return undefined;
      return [byLib.get(wrong.lib) as UnitPlan];
    }
    if (unresolved.has(code) || message.message.startsWith('cannot find macro')) {
      const others = declarationsNamed(named[0] ?? '').filter((one) => planOf.get(one) !== unit);
      const news = others.filter((one) => addEdge(own, one));
      return news.length > 0 ? undefined : plansOf(others);
    }
    if ((code === 'E0599' || code === 'E0277') && addOffered(own, text)) return undefined;
    const guesses = [
      () => mentionedPlans(error, text),
      () => plansOf(named.flatMap(declarationsNamed)),
      () => plansOf(namesIn(text).flatMap(declarationsNamed)),
      () => plansOf(namesShown(text).flatMap(declarationsNamed)),
    ];
    for (const guess of guesses) {
      const others = guess().filter(isOther);
      if (others.length > 0) return others;
    }
    return [];
  }

  /** A trait that rustc offers to import. */
  function addOffered(own: Declaration, text: string): boolean {
    const offered = /\buse (?:crate::)?((?:\w+::)+\w+)/.exec(text)?.[1];
    if (offered === undefined) return false;
    const segments = offered.split('::');
    const trait = byLib.get(segments[0] as string)?.members.find((one) => one.item.name === segments.at(-1));
    if (trait) return addEdge(own, trait);
    return ['std', 'core', 'alloc'].includes(segments[0] as string) && addImport(own, offered);
  }

  /** What the facade takes in by name and cannot have is left out where nothing says that it is there. */
  function mendFacade(error: RustcMessage): void {
    const text = wholeText(error);
    const wrong = importsIn(text).find(({ lib }) => byLib.has(lib));
    if (wrong) {
      const maker = byLib
        .get(wrong.lib)
        ?.members.find((one) => one.names.has(wrong.name) || one.perhaps.has(wrong.name));
      if (maker && maker.item.kind === 'call' && addAbsent(maker, wrong.name)) return;
    }
    const span = error.message.spans.find(({ is_primary }) => is_primary);
    const line = span ? split.facadeLine(span.line_start).trim() : '';
    // What is public is never left out.
    if (/^(?:pub\([^)]*\) )?use /.test(line) && !known.dropped.has(line)) {
      found.dropped.add(line);
      return;
    }
    const mentioned = mentionedPlans(error, text);
    if (mentioned.length > 1) merge(mentioned, error);
  }

  function addEdge(from: Declaration, to: Declaration): boolean {
    const key = `${from.key} ${to.key}`;
    if (known.edges.has(key)) return false;
    found.edges.set(key, [from.key, to.key]);
    return true;
  }

  function addAbsent(maker: Declaration, name: string): boolean {
    const key = `${maker.key} ${name}`;
    if (known.absent.has(key)) return false;
    found.absent.set(key, [maker.key, name]);
    return true;
  }

  function addImport(from: Declaration, path: string): boolean {
    const key = `${from.key} ${path}`;
    if (known.imports.has(key)) return false;
    found.imports.set(key, [from.key, path]);
    return true;
  }

  function merge(plans: readonly UnitPlan[], error: RustcMessage): void {
    const keys = [...new Set(plans)].map(({ members: [first] }) => (first as Declaration).key).sort();
    if (keys.length < 2) return;
    const code = error.message.code?.code;
    const reason = `rustc says of them apart: ${code === undefined ? '' : `${code}: `}${error.message.message.split('\n')[0]}`;
    found.merges.set(keys.join(' '), { keys, reason });
  }

  function declarationsNamed(name: string): readonly Declaration[] {
    return split.declarations.filter(
      (one) => one.item.kind !== 'impl' && (one.names.has(name) || one.perhaps.has(name)),
    );
  }

  function plansOf(declarations: readonly Declaration[]): readonly UnitPlan[] {
    return [...new Set(declarations.flatMap((one) => planOf.get(one) ?? []))];
  }

  function mentionedPlans(error: RustcMessage, text: string): readonly UnitPlan[] {
    const libs = [...text.matchAll(/\b\w+__\w+\b/g)].flatMap(([lib]) => byLib.get(lib) ?? []);
    const folders = new Map(split.plans.map((plan) => [plan.folder, plan]));
    const files = [...error.message.spans, ...error.message.children.flatMap(({ spans }) => spans)].flatMap(
      ({ file_name }) => folders.get(/([^/]+)\/lib\.rs$/.exec(file_name)?.[1] ?? '') ?? [],
    );
    return [...new Set([...libs, ...files])];
  }
}

/** A macro call that makes the name, or seems to. */
function isMaker({ item, names, perhaps }: Declaration, name: string): boolean {
  return perhaps.has(name) || (item.kind === 'call' && names.has(name));
}

function knownOf({ edges, absent, dropped, imports, opened }: Repairs) {
  return {
    edges: new Set(edges.map((pair) => pair.join(' '))),
    absent: new Set(absent.map((pair) => pair.join(' '))),
    dropped: new Set(dropped),
    opened: new Set(opened),
    imports: new Set(imports.map((pair) => pair.join(' '))),
  };
}

function wholeText({ message }: RustcMessage): string {
  return [message.rendered ?? message.message, ...message.children.map(({ message: text }) => text)].join(
    '\n',
  );
}

/** What stands in backticks and is a name, or the last part of a path. */
function namesIn(text: string): readonly string[] {
  return [...text.matchAll(/`([^`\n]+)`/g)].flatMap(([, quoted = '']) =>
    [...quoted.matchAll(/[A-Za-z_]\w*/g)].map(([name]) => name),
  );
}

/** What stands in the lines of code that rustc shows. */
function namesShown(text: string): readonly string[] {
  return [...text.matchAll(/^\s*\d+ \|(.*)$/gm)].flatMap(([, line = '']) =>
    [...line.matchAll(/[A-Za-z_]\w*/g)].map(([name]) => name),
  );
}

/** `use ::tally__parse::parse::Rule` gives the library and the name. */
function importsIn(text: string): readonly { readonly lib: string; readonly name: string }[] {
  return [...text.matchAll(/\buse ::(\w+)(?:::(?:\w+|r#\w+))*::(\w+)/g)].map(([, lib = '', name = '']) => ({
    lib,
    name,
  }));
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
