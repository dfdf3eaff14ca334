// Random flakes, composed of the ways in which people write them: shapes of inputs, of outputs, layout and comments.
import fc from 'fast-check';

export interface FlakeShape {
  readonly text: string;
  /** Whether an input that is added and removed again leaves the text as it was; an empty set is not closed up again. */
  readonly isRestored: boolean;
}

interface Style {
  readonly lineEnd: string;
  readonly indent: string;
  readonly comments: readonly string[];
}

const url = fc.constantFrom(
  '"github:NixOS/nixpkgs"',
  '"path:./x"',
  'github:a/b',
  '"git+https://e.org/{r}?ref=\\${x}"',
);
const otherNames = fc.uniqueArray(fc.constantFrom('utils', 'a', 'b-c', 'crane', 'inputs-x', 'x1'), {
  maxLength: 3,
});

/** One input: in which form it is written. */
const form = fc.constantFrom('dotted', 'dotted-with-follows', 'set', 'set-on-lines', 'quoted');

interface Entry {
  readonly name: string;
  readonly url: string;
  readonly form: string;
}

function renderEntry(entry: Entry, style: Style): readonly string[] {
  const { name, url: value } = entry;
  switch (entry.form) {
    case 'dotted':
      return [`${name}.url = ${value};`];
    case 'dotted-with-follows':
      return [`${name}.url = ${value};`, `${name}.inputs.nixpkgs.follows = "nixpkgs";`];
    case 'set':
      return [`${name} = { url = ${value}; };`];
    case 'quoted':
      return [`"${name}" . url = ${value} ;`];
    default:
      return [
        `${name} = {`,
        `${style.indent}url = ${value};`,
        `${style.indent}inputs.nixpkgs.follows = "nixpkgs";`,
        '};',
      ];
  }
}

const inputsForm = fc.constantFrom(
  'none',
  'empty',
  'set',
  'one-line-set',
  'dotted',
  'mixed',
  'lisp',
  'lisp-closed',
);

function renderInputs(how: string, entries: readonly Entry[], style: Style): readonly string[] {
  const rendered = entries.map((entry) => renderEntry(entry, style));
  const comment = style.comments[0] ?? '';
  const noted = rendered.flatMap((lines) => [...lines.slice(0, -1), `${lines.at(-1)}${comment}`]);
  const indented = noted.map((line) => `${style.indent}${line}`);
  const dotted = rendered.flatMap((lines) =>
    lines.map((line, index) => (index === 0 || line.includes('.inputs.') ? `inputs.${line}` : line)),
  );
  if (how === 'none') return [];
  if (how === 'empty' || entries.length === 0) return ['inputs = { };'];
  if (how === 'one-line-set')
    return [`inputs = { ${rendered.map((lines) => lines.map((line) => line.trim()).join(' ')).join(' ')} };`];
  if (how === 'dotted') return dotted;
  if (how === 'mixed') return ['inputs = {', ...indented, '};', 'inputs.mixed.url = "path:./mixed";'];
  if (how === 'lisp-closed') {
    const lines = rendered
      .flat()
      .map((line, index) => (index === 0 ? `inputs = { ${line}` : `           ${line}`));
    return [...lines.slice(0, -1), `${lines.at(-1)} };`];
  }
  if (how === 'lisp')
    return [`inputs = { ${noted[0]}`, ...noted.slice(1).map((line) => `           ${line}`), '};'];
  return ['inputs = {', ...indented, '};'];
}

const outputsForm = fc.constantFrom(
  'line',
  'no-spaces',
  'lines',
  'lines-without-comma',
  'leading',
  'wrapped',
  'plain',
);
const openness = fc.constantFrom('closed', 'open', 'open-with-alias', 'alias-before');

function renderOutputs(how: string, open: string, names: readonly string[], style: Style): readonly string[] {
  if (how === 'plain') return ['outputs = inputs: { };'];
  const all = [...names, ...(open === 'closed' ? [] : ['...'])];
  const before = open === 'alias-before' ? 'inputs@' : '';
  const after = open === 'open-with-alias' ? ' @ inputs' : '';
  const comment = style.comments[1] ?? '';
  if (how === 'line') return [`outputs = ${before}{ ${all.join(', ')} }${after}: { };${comment}`];
  if (how === 'no-spaces') return [`outputs = ${before}{${all.join(',')}}${after}: {};`];
  if (how === 'leading')
    return [
      `outputs = ${before}`,
      ...all.map((name, index) => `  ${index === 0 ? '{' : ','} ${name}${comment}`),
      `  }${after}: { };`,
    ];
  if (how === 'wrapped')
    return [
      `outputs = ${before}{ ${all[0]}${all.length > 1 ? ',' : ''}`,
      `            ${all.slice(1).join(', ')} }${after}:`,
      '  { };',
    ];
  const comma = how === 'lines' && open === 'closed' ? ',' : '';
  const lines = all.map(
    (name, index) => `${style.indent}${name}${index < all.length - 1 ? ',' : comma}${comment}`,
  );
  return [`outputs = ${before}{`, ...lines, `}${after}: { };`];
}

const style: fc.Arbitrary<Style> = fc.record({
  lineEnd: fc.constantFrom('\n', '\n', '\r\n'),
  indent: fc.constantFrom('  ', '    ', '\t'),
  comments: fc.tuple(
    fc.constantFrom('', ' # { inputs = {', ' /* }; */'),
    fc.constantFrom('', ' # , }: "', ' /* ... */'),
  ),
});

export const flakeShape: fc.Arbitrary<FlakeShape> = fc
  .record({
    style,
    inputsForm,
    outputsForm,
    openness,
    entries: otherNames.chain((names) =>
      fc.tuple(...['nixpkgs', ...names].map((name) => fc.record({ name: fc.constant(name), url, form }))),
    ),
    description: fc.boolean(),
    blankLines: fc.boolean(),
    outputsFirst: fc.boolean(),
    oneLine: fc.boolean(),
    finalLineEnd: fc.boolean(),
  })
  .map((shape) => {
    const { entries } = shape;
    const inputs = renderInputs(shape.inputsForm, entries, shape.style);
    const names = [
      'self',
      ...entries.map(({ name }) => name),
      ...(shape.inputsForm === 'mixed' ? ['mixed'] : []),
    ];
    const outputs = renderOutputs(shape.outputsForm, shape.openness, names, shape.style);
    const blocks = [
      shape.description ? ['description = "{ inputs = { \\" }";'] : [],
      ...(shape.outputsFirst ? [outputs, inputs] : [inputs, outputs]),
    ];
    const lines = blocks
      .filter((block) => block.length > 0)
      .flatMap((block, index) => (shape.blankLines && index > 0 ? ['', ...block] : block));
    const hasLineComment = lines.some((line) => line.includes(' #'));
    const text =
      shape.oneLine && !hasLineComment
        ? `{ ${lines
            .filter((line) => line !== '')
            .map((line) => line.trim())
            .join(' ')} }`
        : ['{', ...lines.map((line) => (line === '' ? '' : `${shape.style.indent}${line}`)), '}'].join(
            shape.style.lineEnd,
          );
    const isRestored = shape.inputsForm !== 'none' && shape.inputsForm !== 'empty';
    return { text: shape.finalLineEnd ? `${text}${shape.style.lineEnd}` : text, isRestored };
  });
