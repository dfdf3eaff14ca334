// How the inputs of a flake are written, so that a new one looks like its neighbours.
import {
  type Flake,
  type FlakeInput,
  nixString,
  renderExpression,
  withoutParentheses,
} from '@flake-lattice/nix-text';
import type { NewBinding } from '../edit/insert-binding.js';
import type { Layout } from '../edit/layout.js';
import { type InputRequest, isFollows } from '../request.js';

/** `a.url = …; a.inputs.nixpkgs.follows = …;` or `a = { … };`, on one line or on several. */
export type InputStyle = 'dotted' | 'set-on-one-line' | 'set-on-lines';

export function styleOf(layout: Layout, input: FlakeInput): InputStyle {
  for (const { binding, nameIndex } of input.statements) {
    if (binding.kind !== 'assignment' || binding.path.length !== nameIndex + 1) continue;
    const value = withoutParentheses(binding.value);
    if (value.kind === 'set') {
      return layout.areOnOneLine(value.start, value.end) ? 'set-on-one-line' : 'set-on-lines';
    }
  }
  return 'dotted';
}

/** As the last input that says as much as the new one will; a URL alone stays dotted where any neighbour's is. */
export function chooseStyle(flake: Flake, layout: Layout, withFollows: boolean): InputStyle {
  const neighbours = [...flake.inputs.values()].sort((one, other) => startOf(one) - startOf(other));
  const alike = neighbours.filter((input) => saysMoreThanUrl(input) === withFollows);
  const styles = alike.map((input) => styleOf(layout, input));
  if (!withFollows)
    return styles.length === 0 || styles.includes('dotted') ? 'dotted' : (styles.at(-1) as InputStyle);
  const [last] = neighbours.slice(-1);
  return styles.at(-1) ?? (last ? styleOf(layout, last) : 'set-on-lines');
}

function startOf(input: FlakeInput): number {
  return input.statements.at(-1)?.binding.start ?? 0;
}

function saysMoreThanUrl(input: FlakeInput): boolean {
  return input.leaves.some(({ path }) => path[0] === 'inputs');
}

/** What is said of an input: from where it comes, and, where that is wanted, that its nixpkgs is the flake's. */
export function bindingsOf(input: InputRequest, withNixpkgs: boolean): readonly string[] {
  const said = isFollows(input) ? { key: 'follows', value: input.follows } : { key: 'url', value: input.url };
  const origin = `${said.key} = ${renderExpression(nixString(said.value))};`;
  return withNixpkgs ? [origin, 'inputs.nixpkgs.follows = "nixpkgs";'] : [origin];
}

/** @param name the path of the input as it is to be written, such as `inputs.a` */
export function newInput(name: string, bindings: readonly string[], style: InputStyle): NewBinding {
  return (way, step) => {
    if (style === 'dotted') return bindings.map((binding) => `${name}.${binding}`);
    if (way === 'one-line' || style === 'set-on-one-line') return [`${name} = { ${bindings.join(' ')} };`];
    return [`${name} = {`, ...bindings.map((binding) => `${step}${binding}`), '};'];
  };
}
