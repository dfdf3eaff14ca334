// The flake of a repository that has none yet: takes the inputs, gives the text of a thin flake.nix that takes them in
// and passes on what they give.
import { nixString, renderExpression } from '@flake-lattice/nix-text';
import type { InputRequest } from './request.js';

/**
 * The first input is the default package of each of its systems, so that `nix build` gives its `result/config.toml`;
 * further ones stand beside it by their names. The names are valid ones and need no quotes.
 */
export function renderRoot(inputs: readonly InputRequest[]): string {
  const names = inputs.map(({ name }) => name);
  const [first = '', ...others] = names;
  const declared = inputs.map(
    ({ name, url }) => `  inputs.${name}.url = ${renderExpression(nixString(url))};`,
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
