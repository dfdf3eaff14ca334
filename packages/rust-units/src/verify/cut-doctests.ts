// Cuts doctests that name what is missing: takes the text of a file, gives it with their code marked as no Rust.

export interface CutDoctests {
  readonly text: string;
  /** The first line of each that was cut that names what is missing. */
  readonly cut: readonly string[];
}

const fence = /^(\s*)(`{3,}|~{3,})\s*([^`]*)$/;
/** What may stand behind the fence of code that is tested. */
const tested =
  /^(rust|ignore\S*|no_run|should_panic|compile_fail|test_harness|edition\d+|E\d{4}|standalone\S*|)$/;

/** In a Rust file code lies in doc comments of lines; in a text of Markdown anywhere. */
export function cutDoctests(
  text: string,
  names: ReadonlySet<string>,
  language: 'rust' | 'markdown',
): CutDoctests {
  const prefix = language === 'rust' ? /^(\s*(?:\/\/\/|\/\/!|\*(?!\/)) ?)(.*)$/ : /^()(.*)$/;
  const lines = text.split('\n');
  const cut: string[] = [];
  let open: { readonly index: number; readonly mark: string; readonly isTest: boolean } | undefined;
  let code: string[] = [];
  for (const [index, line] of lines.entries()) {
    const [, , content] = prefix.exec(line) ?? [];
    if (content === undefined) {
      open = undefined;
      continue;
    }
    const [, , mark = '', info = ''] = fence.exec(content) ?? [];
    if (open === undefined && mark !== '') {
      const isTest = info.split(/[\s,]+/).every((word) => tested.test(word));
      open = { index, mark, isTest };
      code = [];
    } else if (open !== undefined && mark.startsWith(open.mark) && info === '') {
      const named = open.isTest ? code.find((printed) => namesOne(printed, names)) : undefined;
      if (named !== undefined) {
        lines[open.index] = (lines[open.index] as string).replace(/(`{3,}|~{3,}).*$/, '$1text');
        cut.push(named.trim());
      }
      open = undefined;
    } else code.push(content);
  }
  return { text: lines.join('\n'), cut };
}

export function namesOne(code: string, names: ReadonlySet<string>): boolean {
  return [...names].some((name) =>
    new RegExp(`(?<![\\w:])(?:::)?${name}\\s*(::|!\\s*[({\\[])|\\b(?:use|crate)\\s+(?:::)?${name}\\b`).test(
      code,
    ),
  );
}
