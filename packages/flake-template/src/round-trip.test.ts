// Every TOML document goes through a real flake and comes back: its bytes by building, its values by evaluating.
import { cp, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isTomlArray, isTomlTable, readConfigFile, type TomlValue } from '@flake-lattice/config-builder';
import { fromData, renderExpression } from '@flake-lattice/nix-text';
import { buildFlake, findNix, readHostFacts, runNix, runProgram } from '@flake-lattice/programs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { describeWithNix, environmentWith, newestNix, workspaceRoot } from '../../../tools/testing/nixes.js';
import { seed } from '../../../tools/testing/random.js';
import { parseTypedJson } from '../../../tools/testing/typed-json.js';
import { generateFlake } from './generate-flake.js';
import { renderTemplate } from './render-template.js';
import { templateData } from './template-data.js';
import { anyTomlDocument } from './toml-document.fixture.js';
import { writeFlake } from './write-flake.js';

const count = Number(process.env.FLAKE_LATTICE_DOCUMENTS ?? 220);

/** In milliseconds, for all documents. */
const patience = 180_000 + count * 500;

const sampled = fc.sample(anyTomlDocument, { seed, numRuns: count * 2 });
const documents = sampled.filter(({ holdsNul }) => !holdsNul).slice(0, count);
const withNul = sampled.filter(({ holdsNul }) => holdsNul).slice(0, 20);
const names = documents.map((_, index) => `n${index}`);

/** Renders each leaf of a configuration by a placeholder of its own, at a depth of its own. */
const leavesTemplate = `[
<% const walk = (node, indent) => { for (const key of Object.keys(node)) {
  const value = node[key];
  if (value !== null && typeof value === 'object' && !Array.isArray(value) && !(value instanceof Number)) {
    walk(value, indent + '  ');
  } else { %>
<%~ indent %><%= value %>
<% } } };
walk(it, '  '); %>
]
`;

let root: string;
const at = (...path: string[]) => join(root, ...path);

beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'round-trip-')));
  await runProgram('git', ['init', '--quiet'], { cwd: root, env: environmentWith(newestNix) });
  await cp(join(workspaceRoot, 'nix/host-nixpkgs'), at('nix/host-nixpkgs'), { recursive: true });
  await mkdir(at('configs'));
  await mkdir(at('leaves'));
  await writeFile(at('leaves.nix.eta'), leavesTemplate);
  for (const [index, name] of names.entries()) await generate(name, documents[index]?.text ?? '');
  await writeFile(at('flake.nix'), hub());
  await runProgram('git', ['add', '.'], { cwd: root, env: environmentWith(newestNix) });
}, patience);

afterAll(() => rm(root, { recursive: true }));

async function generate(name: string, text: string): Promise<void> {
  const configPath = at('configs', `${name}.toml`);
  await writeFile(configPath, text);
  const choices = { configPath, outputDir: at('generated', name), nixpkgs: 'path:./nix/host-nixpkgs' };
  const { files, repository } = await generateFlake(choices, { cwd: root, env: environmentWith(newestNix) });
  await writeFlake(choices.outputDir, files, repository);
  const { config } = await readConfigFile(configPath);
  await writeFile(
    at('leaves', `${name}.nix`),
    await renderTemplate(at('leaves.nix.eta'), templateData(config)),
  );
}

/** One flake over all, so that one build holds every document. */
function hub(): string {
  const node = (name: string) => ({
    url: `path:./generated/${name}`,
    inputs: { nixpkgs: { follows: 'nixpkgs' } },
  });
  const inputs = Object.fromEntries([
    ['nixpkgs', { url: 'path:./nix/host-nixpkgs' }],
    ...names.map((name) => [name, node(name)] as const),
  ]);
  return `{
  inputs = ${renderExpression(fromData(inputs))};
  outputs = { self, nixpkgs, ... }@inputs:
    let
      nodes = removeAttrs inputs [ "self" "nixpkgs" ];
      all = system: (import nixpkgs { inherit system; }).runCommand "all" { } (
        builtins.concatStringsSep "\\n" ([ "mkdir -p \\"$out\\"" ] ++ builtins.attrValues (
          builtins.mapAttrs (name: node: "cp -r \${node.packages.\${system}.default} \\"$out/\${name}\\"") nodes)));
    in {
      packages = nixpkgs.lib.genAttrs [ "x86_64-linux" "aarch64-linux" ] (system: { default = all system; });
      configs = builtins.mapAttrs (_: node: node.lib.config) nodes;
      leaves = builtins.mapAttrs (name: _: import (./leaves + "/\${name}.nix")) nodes;
    };
}
`;
}

/** What {@link parseTypedJson} gives for a value that came back. JSON has no infinities and no NaN: they are null. */
function expected(value: TomlValue): unknown {
  if (typeof value === 'bigint') return { integer: `${value}` };
  if (typeof value === 'number') return Number.isFinite(value) ? { float: value } : null;
  if (typeof value !== 'object') return value;
  if (isTomlArray(value)) return value.map(expected);
  if (!isTomlTable(value)) return value.text;
  const pairs = [...value].map(([key, item]) => [key, expected(item)] as const);
  return Object.fromEntries(pairs);
}

function leavesOf(value: TomlValue): readonly TomlValue[] {
  return isTomlTable(value) ? [...value.values()].flatMap(leavesOf) : [value];
}

describeWithNix(`${count} random TOML documents`, (tested) => {
  const env = environmentWith(tested);

  test(
    'come back byte for byte from one build',
    async () => {
      expect(documents.length).toBe(count);
      const nix = await findNix({ cwd: root, env });
      const { system } = await readHostFacts({ cwd: root, env });
      const options = { cwd: root, env, link: at('result'), options: ['--no-write-lock-file'] };
      await buildFlake(nix, `${root}#packages.${system}.default`, options);
      for (const [index, name] of names.entries()) {
        const built = await readFile(at('result', name, 'config.toml'));
        expect([name, built.equals(Buffer.from(documents[index]?.text ?? ''))]).toEqual([name, true]);
      }
    },
    patience,
  );

  test(
    'come back value for value from one evaluation, whole and leaf by leaf',
    async () => {
      const nix = await findNix({ cwd: root, env });
      const evaluate = async (attribute: string) => {
        const args = ['eval', '--json', '--no-write-lock-file', `${root}#${attribute}`];
        const { stdout, stderr, exitCode } = await runNix(nix, args, { cwd: root, env });
        expect([exitCode, exitCode === 0 ? '' : stderr]).toEqual([0, '']);
        return parseTypedJson(stdout) as Record<string, unknown>;
      };
      const [configs, leaves] = [await evaluate('configs'), await evaluate('leaves')];
      for (const name of names) {
        const { config } = await readConfigFile(at('configs', `${name}.toml`));
        expect([name, configs[name]]).toEqual([name, expected(config)]);
        const inOrder = leaves[name] as readonly unknown[];
        const wanted = leavesOf(config).map(expected);
        expect([name, new Set(inOrder.map(canonical))]).toEqual([name, new Set(wanted.map(canonical))]);
        expect(inOrder.length).toBe(wanted.length);
      }
    },
    patience,
  );
});

/** JSON with sorted keys: JavaScript puts keys such as `1` first, in a template's walk too. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, item) => {
    const isRecord = typeof item === 'object' && item !== null && !Array.isArray(item);
    return isRecord ? Object.entries(item as object).sort(([a], [b]) => (a < b ? -1 : 1)) : item;
  });
}

test('a document that holds NUL is refused with a code, and nothing is written', async () => {
  expect(withNul.length).toBeGreaterThan(0);
  for (const { text } of withNul) {
    await expect(generate('nul', text)).rejects.toMatchObject({ code: 'VALUE_NOT_NIX' });
    await expect(readFile(at('generated/nul/flake.nix'))).rejects.toMatchObject({ code: 'ENOENT' });
  }
});
