// The flake of a repository that has none yet: takes the inputs, gives the text of a thin flake.nix that takes them in
// and passes on what they give.
import { type InputRequest, isFollows, replacementIn } from './request.js';
import { splitPath } from './steps/flake-reference.js';
import { bindingsOf } from './steps/input-style.js';

/**
 * The first input, or the first that follows one, is the default package of each of its systems, so that `nix build`
 * gives its `result/config.toml`; further ones stand beside it by their names. One that others come through, such as a
 * hub, is not passed on itself. The names are valid ones and need no quotes.
 */
export function renderRoot(inputs: readonly InputRequest[]): string {
  const names = inputs.map(({ name }) => name);
  const ways = new Set(
    inputs.flatMap((input) => (isFollows(input) ? splitPath(input.follows).slice(0, 1) : [])),
  );
  const first = replacementIn(inputs)?.name ?? '';
  const others = names.filter((name) => name !== first && !ways.has(name));
  const declared = inputs.flatMap((input) =>
    bindingsOf(input, false).map((binding) => `  inputs.${input.name}.${binding}`),
  );
  const packages = [
    `default = ${first}.packages.\${system}.default;`,
    ...others.map((name) => `${name} = ${name}.packages.\${system}.default;`),
  ];
  return [
    '# The flake of this repository: it takes the generated configuration in as an input and passes it on.',
    '{',
    ...declared,
    '',
    '  outputs =',
    ...renderParameter(['self', ...names]),
    '    {',
    '      # For each system that the input is for; `nix build` makes result/config.toml.',
    '      packages = builtins.mapAttrs (system: _: {',
    ...packages.map((binding) => `        ${binding}`),
    `      }) ${first}.packages;`,
    '    };',
    '}',
    '',
  ].join('\n');
}

function renderParameter(names: readonly string[]): readonly string[] {
  const line = `    { ${names.join(', ')} }:`;
  if (line.length <= 100) return [line];
  return ['    {', ...names.map((name) => `      ${name},`), '    }:'];
}
