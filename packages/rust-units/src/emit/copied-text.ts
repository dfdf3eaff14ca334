// Copies what the facade has as the crate has it: takes items, modules of tests and attributes, gives their texts, with the
// paths of what they include as seen from the facade.
import { conditionsOf } from '../read/attributes.js';
import type { Item, Module, SourceFile } from '../read/crate-source.js';
import { childOf, textOf } from '../syntax/syntax-node.js';
import { includedFiles } from './included-files.js';
import { methodsOfTests } from './methods-of-tests.js';
import { applyTextEdits, type TextEdit } from './text-edits.js';

export interface CopiedTexts {
  readonly ofItem: (item: Item) => string;
  readonly ofAttributes: (item: Pick<Item, 'file' | 'attributes'>) => readonly string[];
  /** What stands within a module of tests, with modules of other files put in. */
  readonly withinTests: (module: Module) => string;
  /** Files that are included by what was copied so far, from the folder of the crate; sorted. */
  readonly files: () => readonly string[];
}

export function createCopier(): CopiedTexts {
  const files = new Set<string>();
  return { ofItem, ofAttributes, withinTests, files: () => [...files].sort() };

  function ofItem(item: Item): string {
    const { file, node, kind } = item;
    const body = copy(file, node.start, node.end);
    const end = kind === 'call' && !body.endsWith('}') ? ';' : '';
    const guards = unwrittenConditions(item).map((condition) => `#[cfg(${condition})]`);
    return `${[...guards, ...ofAttributes(item), body].join('\n')}${end}`;
  }

  function ofAttributes({ file, attributes }: Pick<Item, 'file' | 'attributes'>): readonly string[] {
    return attributes.map(({ node, text }) => copy(file, node.start, node.start + text.length));
  }

  function withinTests(module: Module): string {
    const { file, node } = module;
    const body = node.kind === 'mod_item' ? childOf(node, 'body') : undefined;
    const [start, end] = body ? [body.start + 1, body.end - 1] : [0, file.text.length];
    const others = module.modules
      .filter((child) => child.file !== file)
      .map((child) => ({
        start: child.node.start,
        end: child.node.end,
        text: `${textOf(file.text, child.node).replace(/;\s*$/, '')} {\n${withinTests(child)}\n}`,
      }));
    return copy(file, start, end, [...methodsOfTests(module), ...others]).replace(/^\n+|\s+$/g, '');
  }

  function copy(file: SourceFile, start: number, end: number, edits: readonly TextEdit[] = []): string {
    const included = includedFiles(file, start, end);
    for (const path of included.files) files.add(path);
    return applyTextEdits(file.text, start, end, [...edits, ...included.edits]);
  }
}

/** Predicates that the attributes do not say, since they are those of a branch. */
export function unwrittenConditions({
  conditions,
  attributes,
}: Pick<Item, 'conditions' | 'attributes'>): readonly string[] {
  const written = conditionsOf(attributes);
  return conditions.filter((condition) => !written.includes(condition));
}
