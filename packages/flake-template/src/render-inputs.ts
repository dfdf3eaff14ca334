// Renders what a flake declares of its inputs: takes them as data, gives the Nix expression. A flake high in the lattice
// has thousands of overrides, so that this makes the text that `renderExpression` would give without its steps.
import {
  type DeclaredInput,
  type DeclaredInputs,
  renderAttributeName,
  renderData,
} from '@flake-lattice/nix-text';

/** @param lineEnd what ends each line but the last: a line feed and an indent */
export function renderInputs(inputs: DeclaredInputs, lineEnd = '\n'): string {
  const bindings = renderBindings(inputs, `${lineEnd}  `);
  if (inputs.size === 0) return '{ }';
  const [first = ''] = bindings;
  const isFlat = bindings.length === 1 && first.length <= longestFlat && !first.includes('\n');
  if (isFlat) return `{ ${first} }`;
  return `{${lineEnd}  ${bindings.join(`${lineEnd}  `)}${lineEnd}}`;
}

/** In columns, as `renderExpression` has it. */
const longestFlat = 72;

function renderBindings(inputs: DeclaredInputs, lineEnd: string): readonly string[] {
  return sortedNames(inputs).map((name) =>
    renderInput(renderAttributeName(name), inputs.get(name) as DeclaredInput, lineEnd),
  );
}

/** `path` is what the binding begins with; a set of one binding is written as a longer path. */
function renderInput(path: string, input: DeclaredInput, lineEnd: string): string {
  const { flake, follows, inputs, url } = input;
  const own: string[] = [];
  if (flake !== undefined) own.push(`flake = ${flake};`);
  if (follows !== undefined) own.push(`follows = ${renderText(follows.join('/'))};`);
  if (url !== undefined) own.push(`url = ${renderText(url)};`);
  if (inputs === undefined) {
    return own.length === 1 ? `${path}.${own[0]}` : `${path} = ${encloseLines(own, lineEnd)};`;
  }
  if (own.length === 0) return renderInner(`${path}.inputs`, inputs, lineEnd);
  // In the order of the names: `url` comes behind `inputs`, the others come before.
  own.splice(
    url === undefined ? own.length : own.length - 1,
    0,
    renderInner('inputs', inputs, `${lineEnd}  `),
  );
  return `${path} = ${encloseLines(own, lineEnd)};`;
}

function renderInner(path: string, inputs: DeclaredInputs, lineEnd: string): string {
  const names = sortedNames(inputs);
  const [only] = names;
  if (only !== undefined && names.length === 1) {
    return renderInput(`${path}.${renderAttributeName(only)}`, inputs.get(only) as DeclaredInput, lineEnd);
  }
  return `${path} = ${encloseLines(renderBindings(inputs, `${lineEnd}  `), lineEnd)};`;
}

/** Of none or several: what is one alone was written as a path. */
function encloseLines(bindings: readonly string[], lineEnd: string): string {
  if (bindings.length === 0) return '{ }';
  let text = '{';
  for (const binding of bindings) text += `${lineEnd}  ${binding}`;
  return `${text}${lineEnd}}`;
}

function sortedNames(inputs: DeclaredInputs): readonly string[] {
  const names = [...inputs.keys()];
  return names.length === 1 ? names : names.sort();
}

function renderText(text: string): string {
  return renderData(text);
}
