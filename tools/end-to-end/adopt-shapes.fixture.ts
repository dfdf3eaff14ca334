// For tests: the texts of hand-written flakes, in many styles, as three repositories of 5, 12 and 30 flakes hold them.
import type { Externals } from './adopt.fixture.js';

/** As Nix names the machine. */
export const system = process.arch === 'arm64' ? 'aarch64-linux' : 'x86_64-linux';

export const systemsFlake = `{ outputs = { self }: { systems = [ "${system}" ]; }; }\n`;

export const helperFlake = (systems: string) => `{
  inputs.systems.url = "${systems}";
  outputs =
    { self, systems }:
    {
      eachSystem = f: builtins.listToAttrs (map (name: { inherit name; value = f name; }) systems.systems);
    };
}
`;

type Files = Readonly<Record<string, string>>;

/** What a package is made of: the revision of nixpkgs, and the packages of siblings. */
const made = (name: string, siblings: readonly string[], nixpkgs = 'nixpkgs') =>
  `(import ${nixpkgs} { system = "${system}"; }).runCommand "${name}" { from = ${nixpkgs}.rev; parts = [ ${siblings.map((each) => `${each}.packages.${system}.default`).join(' ')} ]; } "echo > $out"`;

/** A root flake with siblings, a lock or none, and styles that differ from flake to flake. */
export function fiveFlakes({ nixpkgs }: Externals): Files {
  return {
    'README.md': 'Five flakes.\n',
    'flake.nix': `# The flake of the whole.
{
  description = "All of it";

  inputs = {
    nixpkgs.url = "${nixpkgs.main}"; # the packages

    # Our own.
    lib.url = "path:./lib";
    api = {
      url = "./services/api";
    };
    web.url = "path:./services/web";
  };

  outputs =
    { self
    , nixpkgs
    , lib
    , api
    , web
    }:
    {
      packages.${system}.default = ${made('all', ['lib', 'api', 'web'])};
      checks.${system}.whole = ${made('whole', ['api'])};
      told = lib.told;
    };
}
`,
    'lib/flake.nix': `{
  inputs = { nixpkgs = { url = "${nixpkgs.main}"; }; };
  outputs = { self, nixpkgs }: {
    told = nixpkgs.rev;
    overlays.default = final: previous: { ours = 1; };
    packages.${system} = rec { default = tool; tool = ${made('lib', [])}; };
  };
}
`,
    'services/api/flake.nix': `{
  inputs.nixpkgs.url = "${nixpkgs.main}";
  inputs.lib.url = "path:../../lib";

  outputs = inputs@{ self, ... }: let inherit (inputs) nixpkgs lib; in {
    packages.${system}.default = ${made('api', ['lib'])};
  };
}
`,
    'services/web/flake.nix': `{
\tinputs = {
\t\tnixpkgs.url = "${nixpkgs.stable}"; # an older one, on purpose
\t\tlib = {
\t\t\turl = "path:../../lib";
\t\t\tinputs = {
\t\t\t\tnixpkgs.follows = "nixpkgs";
\t\t\t};
\t\t};
\t\tserver.url = "path:../api";
\t};
\toutputs = { nixpkgs, lib, server, ... }: {
\t\tpackages.${system}.default = ${made('web', ['lib', 'server'])};
\t};
}
`,
    'shells/dev/flake.nix': `{
  description = "Only a shell";
  inputs = {
    pkgs.url = "${nixpkgs.main}";
    api = { url = "path:../../services/api"; };   # the server
    web = { url = "path:../../services/web"; };
  };
  outputs = { self, pkgs, api, web }: {
    devShells.${system}.default = (import pkgs { system = "${system}"; }).mkShell {
      packages = [ api.packages.${system}.default web.packages.${system}.default ];
    };
  };
}
`,
  };
}

/** Helper flakes from elsewhere, modules, folders in folders, follows that are there, a source that holds its flake. */
export function twelveFlakes({ nixpkgs, utils }: Externals): Files {
  const each = (body: string) => `utils.eachSystem (system: ${body})`;
  const flake = (inputs: string, names: readonly string[], outputs: string) =>
    `{\n${inputs}\n  outputs = { self, ${names.join(', ')} }: {\n    ${outputs}\n  };\n}\n`;
  const withDefault = (drv: string) => `packages = ${each(`{ default = ${drv}; }`)};`;
  return {
    'libs/common/flake.nix': flake(
      `  inputs.nixpkgs.url = "${nixpkgs.main}";\n  inputs.utils.url = "${utils}";`,
      ['nixpkgs', 'utils'],
      withDefault(made('common', [])),
    ),
    'libs/log/flake.nix': flake(
      `  inputs = {\n    nixpkgs.url = "${nixpkgs.main}";\n    utils.url = "${utils}";\n    shared.url = "path:../common"; # called otherwise\n  };`,
      ['nixpkgs', 'utils', 'shared'],
      withDefault(made('log', ['shared'])),
    ),
    'libs/api/flake.nix': flake(
      `  inputs = {\n    nixpkgs = {\n      type = "git";\n      url = "${nixpkgs.main.replace('git+', '').replace(/\?.*/, '')}";\n      ref = "main";\n    };\n    common = { url = "path:../common"; inputs.nixpkgs.follows = "nixpkgs"; };\n    log = { url = "path:../log"; inputs.nixpkgs.follows = "nixpkgs"; };\n  };`,
      ['nixpkgs', 'common', 'log'],
      `packages.${system}.default = ${made('libs-api', ['common', 'log'])};`,
    ),
    'libs/deep/er/flake.nix': flake(
      `  inputs.nixpkgs.url = "${nixpkgs.pinned}";\n  inputs.log.url = "path:../../log";`,
      ['nixpkgs', 'log'],
      `packages.${system}.default = ${made('deeper', ['log'])};`,
    ),
    'services/api/flake.nix': flake(
      `  inputs = {
    nixpkgs.url = "${nixpkgs.main}";
    utils.url = "${utils}";
    libs-api.url = "path:../../libs/api";
    log.url = "path:../../libs/log";
    log.inputs.nixpkgs.follows = "nixpkgs";
  };`,
      ['nixpkgs', 'utils', 'libs-api', 'log'],
      `${withDefault(made('api', ['libs-api', 'log']))}\n    checks.${system}.api = self.packages.${system}.default;`,
    ),
    'services/worker/flake.nix': flake(
      `  inputs = { nixpkgs.url = "${nixpkgs.main}"; log.url = "path:../../libs/log"; common.url = "path:../../libs/common"; };`,
      ['nixpkgs', 'log', 'common'],
      `packages.${system}.default = (import nixpkgs { system = "${system}"; }).runCommand "worker" { src = ./.; parts = [ log.packages.${system}.default common.packages.${system}.default ]; } "echo > $out";`,
    ),
    'services/mail/flake.nix': flake(
      `  inputs.nixpkgs.follows = "log/nixpkgs";\n  inputs.log.url = "path:../../libs/log";`,
      ['nixpkgs', 'log'],
      `packages.${system}.default = ${made('mail', ['log'])};`,
    ),
    'modules/flake.nix': `{
  outputs = { self }: {
    nixosModules.default = { lib, ... }: { options.ours = lib.mkOption { }; };
    told = "modules";
  };
}
`,
    'hosts/one/flake.nix': flake(
      `  inputs = {\n    nixpkgs.url = "${nixpkgs.stable}";\n    modules.url = "path:../../modules";\n    api = {\n      url = "path:../../services/api";\n      # On the host, all is of one nixpkgs.\n      inputs.nixpkgs.follows = "nixpkgs";\n    };\n    mail.url = "path:../../services/mail";\n  };`,
      ['nixpkgs', 'modules', 'api', 'mail'],
      `told = modules.told;\n    packages.${system}.default = ${made('one', ['api', 'mail'])};`,
    ),
    'hosts/two/flake.nix': flake(
      `  inputs = rec {\n    nixpkgs.url = "${nixpkgs.main}";\n    api.url = "path:../../services/api";\n    worker.url = "path:../../services/worker";\n    mail.url = "path:../../services/mail";\n  };`.replace(
        'rec ',
        '',
      ),
      ['nixpkgs', 'api', 'worker', 'mail'],
      `packages.${system}.default = ${made('two', ['api', 'worker', 'mail'])};`,
    ),
    'shell/flake.nix': flake(
      `  inputs.nixpkgs.url = "${nixpkgs.main}";\n  inputs.one.url = "path:../hosts/one";\n  inputs.two.url = "path:../hosts/two";\n  inputs.utils.url = "${utils}";`,
      ['nixpkgs', 'one', 'two', 'utils'],
      `devShells = ${each(`{ default = (import nixpkgs { inherit system; }).mkShell { parts = [ one.packages.\${system}.default two.packages.\${system}.default ]; }; }`)};`,
    ),
    'tools/flake.nix': `{
  inputs.nixpkgs.url = "${nixpkgs.main}";
  inputs.common = { url = "path:../libs/common"; };
  inputs.common.inputs.utils.follows = "utils";
  inputs.utils = { url = "${utils}"; };

  outputs = { nixpkgs, common, utils, self }@inputs: {
    packages.${system}.default = ${made('tools', ['common'])};
    checks.${system}.utils = (import nixpkgs { system = "${system}"; }).runCommand "check" { from = utils.rev; } "echo > $out";
  };
}
`,
  };
}

/** Six layers of five, each upon two of the layer below and one deeper: without follows, a lock doubles with each layer. */
export function thirtyFlakes({ nixpkgs, utils }: Externals): Files {
  const files: Record<string, string> = {};
  const nameOf = (layer: number, place: number) => `l${layer}-p${place % 5}`;
  const folderOf = (layer: number, place: number) =>
    place % 2 === 0 ? `layer-${layer}/${nameOf(layer, place)}` : `layer-${layer}/odd/${nameOf(layer, place)}`;
  for (let layer = 0; layer < 6; layer += 1) {
    for (let place = 0; place < 5; place += 1) {
      const folder = folderOf(layer, place);
      const up = '../'.repeat(folder.split('/').length);
      const below = layer === 0 ? [] : [[layer - 1, place] as const, [layer - 1, (place + 2) % 5] as const];
      const siblings = below.map(([lower, at]) => ({
        name: nameOf(lower, at),
        url: `path:${up}${folderOf(lower, at % 5)}`,
      }));
      const url = place === 4 ? nixpkgs.stable : nixpkgs.main;
      const takesUtils = place % 3 === 0;
      files[`${folder}/flake.nix`] = renderLayered({
        name: nameOf(layer, place),
        style: (layer + place) % 4,
        inputs: [
          { name: 'nixpkgs', url },
          ...(takesUtils ? [{ name: 'utils', url: utils }] : []),
          ...siblings,
        ],
        siblings: siblings.map(({ name }) => name),
      });
    }
  }
  return files;
}

interface Layered {
  readonly name: string;
  readonly style: number;
  readonly inputs: readonly { readonly name: string; readonly url: string }[];
  readonly siblings: readonly string[];
}

function renderLayered({ name, style, inputs, siblings }: Layered): string {
  const names = inputs.map((input) => input.name).join(', ');
  const written = {
    0: () => inputs.map((input) => `  inputs.${input.name}.url = "${input.url}";`).join('\n'),
    1: () =>
      `  inputs = {\n${inputs.map((input) => `    ${input.name}.url = "${input.url}";`).join('\n')}\n  };`,
    2: () =>
      `  inputs = {\n${inputs.map((input) => `    # ${input.name}\n    ${input.name} = {\n      url = "${input.url}";\n    };`).join('\n\n')}\n  };`,
    3: () =>
      `  inputs = { ${inputs.map((input) => `${input.name} = { url = "${input.url}"; };`).join(' ')} };`,
  }[style as 0 | 1 | 2 | 3]();
  return `{
${written}

  outputs = { self, ${names} }: {
    packages.${system}.default = ${made(name, siblings)};
  };
}
`;
}

/** A flake that a person wrote. */
export const flakeText = (inputs: string, output = '') =>
  `{\n${inputs}\n  outputs = { self, ... }: { ${output} };\n}\n`;

/** A lattice that is there before anything is adopted. */
export const latticeText = (externals: Externals) => `# Ours.
[inputs.nixpkgs] # the packages
url = "${externals.nixpkgs.pinned}"

[node.config-seed]

[node.tools] # to work with
extends = ["config-seed"]
template = "shell"
`;
