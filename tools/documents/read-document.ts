// Reads a Markdown text: takes it whole, gives its fenced blocks, links and headings, each with its line from 1.

export interface Block {
  /** The first word behind the fence, such as `console`; empty where there is none. */
  readonly kind: string;
  /** What follows that word, such as the name of a file. */
  readonly rest: string;
  /** Every line ends with a line feed. */
  readonly text: string;
  /** The line of the opening fence. */
  readonly line: number;
}

export interface Link {
  readonly label: string;
  readonly target: string;
  readonly line: number;
}

export interface Document {
  readonly blocks: readonly Block[];
  readonly links: readonly Link[];
  /** As they stand, without the marks of their level. */
  readonly headings: readonly string[];
  /** The lines outside of fenced blocks; those within are empty. */
  readonly prose: readonly string[];
}

interface OpenFence {
  readonly marks: string;
  readonly info: string;
  readonly line: number;
  readonly lines: string[];
}

/** @throws Error for a fence that is never closed */
export function readDocument(text: string): Document {
  const blocks: Block[] = [];
  const prose: string[] = [];
  let open: OpenFence | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    const [, marks, info = ''] = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
    prose.push(open || marks ? '' : line);
    if (!open) {
      if (marks) open = { marks, info: info.trim(), line: index + 1, lines: [] };
    } else if (marks?.startsWith(open.marks) && info.trim() === '') {
      blocks.push(blockOf(open));
      open = undefined;
    } else {
      open.lines.push(`${line}\n`);
    }
  }
  if (open) throw new Error(`the block that begins on line ${open.line} is never closed`);
  return { blocks, links: linksOf(prose), headings: headingsOf(prose), prose };
}

function blockOf({ info, line, lines }: OpenFence): Block {
  const [kind = '', ...rest] = info.split(/\s+/);
  return { kind, rest: rest.join(' '), text: lines.join(''), line };
}

function linksOf(prose: readonly string[]): readonly Link[] {
  return prose.flatMap((line, index) =>
    [...line.matchAll(/\[((?:`[^`]*`|[^\]`])*)\]\(([^)\s]+)\)/g)].map(([, label = '', target = '']) => ({
      label,
      target,
      line: index + 1,
    })),
  );
}

function headingsOf(prose: readonly string[]): readonly string[] {
  return prose.flatMap((line) => /^#{1,6} +(.*?)(?: +#+)?$/.exec(line)?.[1] ?? []);
}
