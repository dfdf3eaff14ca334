// Nodes as flakes that build upon each other: alone, through the hub and through the root, with real Nix.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { LatticeRepository } from '../../packages/flake-template/src/lattice-repository.fixture.js';
import { describeWithNix, newestNix, type TestedNix } from '../testing/nixes.js';
import { createExample, odd, system } from './nodes.fixture.js';

/** In milliseconds; the machine may be busy. */
const patience = 180_000;

let repository: LatticeRepository;
beforeAll(async () => {
  repository = await createExample();
}, patience);
afterAll(() => repository.remove());

const nodes = [
  ...['above', 'config-seed', 'data', 'dev', 'here', 'mine', 'over', 'rust', 'tool', 'top', 'web', 'works'],
];
const generated = nodes.filter((name) => name !== 'mine');
const unlocked = '--no-write-lock-file';

const evaluate = async (nix: TestedNix, flake: string, apply: string): Promise<unknown> =>
  JSON.parse(await repository.nix(nix, ['eval', '--json', unlocked, flake, '--apply', apply]));

/** The derivation of each output of a flake of one node. */
const outputsOf = (prefix: string, name: string) => `{
  package = ${prefix}packages.${system}.${name}.drvPath or null;
  shell = ${prefix}devShells.${system}.${name}.drvPath or null;
}`;

/** Of all nodes through the hub, or through the root that hands its outputs on. */
async function derivationsThrough(nix: TestedNix, flake: string): Promise<Record<string, unknown>> {
  const all = nodes.map((name) => `"${name}" = ${outputsOf('outputs.', name)};`).join('\n');
  const shown = `outputs: { ${all} checks = builtins.mapAttrs (_: check: check.drvPath) outputs.checks.${system}; }`;
  return (await evaluate(nix, `${flake}#.`, shown)) as Record<string, unknown>;
}

describeWithNix('a lattice', (nix) => {
  test(
    'is checked whole through its hub, for every system',
    async () => {
      await repository.nix(nix, ['flake', 'check', unlocked, '--all-systems', '--no-build', './generated']);
      await repository.nix(nix, ['flake', 'check', unlocked, './generated']);
    },
    patience,
  );

  test(
    'has one output of each kind for each node, where that has it',
    async () => {
      const names = (output: string, of: string) =>
        evaluate(nix, `./generated#${output}.${of}`, 'builtins.attrNames');
      const other = system === 'x86_64-linux' ? 'aarch64-linux' : 'x86_64-linux';
      const above = ['here', 'mine', 'over', 'above'];
      expect(await names('packages', system)).toEqual([...generated, 'default'].sort());
      expect(await names('packages', other)).toEqual(
        [...generated.filter((name) => !above.includes(name)), 'default'].sort(),
      );
      expect(await names('devShells', system)).toEqual(nodes);
      expect(await names('checks', system)).toEqual([...generated, 'mine-fine'].sort());
      expect(await names('lib', 'config')).toEqual(generated);
    },
    patience,
  );

  test(
    'gives through the root what it gives through the hub',
    async () => {
      const through = await derivationsThrough(nix, './generated');
      expect(await derivationsThrough(nix, '.')).toEqual(through);
      expect(await evaluate(nix, '.#config.custom.odd', 'odd: odd')).toBe(odd);
    },
    patience,
  );

  test(
    'composes overlays',
    async () => {
      const names = ['tool', 'data', 'config-seed', 'top'];
      const paths = `packages: map (name: packages.\${name}.drvPath) [ ${names.map((name) => `"${name}"`).join(' ')} ]`;
      const overlaid = await evaluate(nix, `.#overlaid.${system}`, paths);
      expect(overlaid).toEqual(await evaluate(nix, `./generated#packages.${system}`, paths));
    },
    patience,
  );

  test(
    'builds packages from scripts, with what all nodes below give',
    async () => {
      const built = await repository.nix(nix, [
        ...['build', unlocked, '--no-link', '--print-out-paths'],
        `./generated#packages.${system}.tool`,
      ]);
      const read = (file: string) => readFile(join(built, file), 'utf8');
      expect(await read('odd')).toBe(odd);
      expect(await read('level')).toBe('rust\n');
      expect(await read('dollar')).toBe('${evil}\n');
      expect(await read('seen/a b.txt')).toBe('content');
      expect(await read('config')).toBe(
        await readFile(join(repository.root, 'generated/tool/config.toml'), 'utf8'),
      );
      const run = await repository.nix(nix, ['run', unlocked, `./generated#tool`, '--', 'a  b']);
      expect(run).toBe('tool a  b');
    },
    patience,
  );
});

describeWithNix(
  'a node',
  (nix) => {
    test(
      'has alone the derivations that it has through the hub',
      async () => {
        const through = await derivationsThrough(nix, './generated');
        const checks = through.checks as Record<string, unknown>;
        for (const name of nodes) {
          const alone = await evaluate(
            nix,
            `./generated/${name}#.`,
            `outputs: ${outputsOf('outputs.', 'default')} // {
              check = outputs.checks.${system}.${name}.drvPath or null;
            }`,
          );
          const same = { ...(through[name] as object), check: checks[name] ?? null };
          expect({ name, ...(alone as object) }).toEqual({ name, ...same });
        }
      },
      patience,
    );

    test(
      'has the checks of all nodes below',
      async () => {
        const namesOf = (name: string) =>
          evaluate(nix, `./generated/${name}#checks.${system}`, 'builtins.attrNames');
        expect(await namesOf('data')).toEqual(['config-seed', 'data', 'rust', 'tool', 'web']);
        expect(await namesOf('over')).toEqual(
          ['config-seed', 'here', 'mine-fine', 'over', 'rust', 'tool', 'web'].sort(),
        );
        await repository.nix(nix, ['flake', 'check', unlocked, './generated/above']);
      },
      patience,
    );

    const inShell = (name: string, script: string) =>
      repository.nix(nix, ['develop', unlocked, `./generated/${name}`, '-c', 'bash', '-c', script]);

    test(
      'gives a shell with the tools, variables and hooks of all below, in one order',
      async () => {
        expect(await inShell('top', 'echo "$TRAIL $LEVEL $TZ"; printf %s "$ODD"')).toBe(
          `rust,web,dev, dev Asia/Tokyo\n${odd}`,
        );
        const found = await inShell('top', 'type -p tool jq git grep; tool a; cat "$LATTICE_CONFIG"');
        expect(found).toMatch(
          /^\/.*-tool\/bin\/tool\n\/.*-jq-host\/bin\/jq\n\/.*-git-host\/bin\/git\n\/.*-gnugrep-host\/bin\/grep\ntool a\n/,
        );
        expect(`${found.slice(found.indexOf('tool a\n') + 'tool a\n'.length)}\n`).toBe(
          await readFile(join(repository.root, 'generated/top/config.toml'), 'utf8'),
        );
      },
      patience,
    );

    test(
      'takes in the shell of a flake that somebody wrote, and of those that it leads to',
      async () => {
        expect(await inShell('above', 'echo "$TRAIL $MINE $NUMBER $LEVEL"; type -p awk tool')).toMatch(
          /^rust,web,mine, yes mine 3 rust\n\/.*-gawk-host\/bin\/awk\n\/.*-tool\/bin\/tool$/,
        );
      },
      patience,
    );

    test(
      'names itself and the package that nixpkgs does not have',
      async () => {
        const lattice = await readFile(join(repository.root, 'lattice.toml'), 'utf8');
        for (const path of ['noSuchPackage', 'jq.noSuch.package', 'lib']) {
          await repository.write('lattice.toml', lattice.replace('"gnugrep"', `"gnugrep", "${path}"`));
          await repository.generate();
          const args = ['eval', unlocked, `./generated/top#devShells.${system}.default.drvPath`];
          const { stderr } = await repository.run(nix.path, args, nix);
          expect(stderr).toContain(`node \`rust\`: nixpkgs has no package \`${path}\` for ${system}`);
        }
        await repository.write('lattice.toml', lattice);
        await repository.generate();
      },
      patience,
    );

    test(
      'does not change when something else does',
      async () => {
        const before = await derivationsThrough(nix, './generated');
        const flake = join(repository.root, 'generated/works/flake.nix');
        const changed = `# A comment.\n${await readFile(flake, 'utf8')}`;
        await repository.write('generated/works/flake.nix', changed);
        await repository.write(
          'src/../generated/rust/flake.lock',
          '{ "nodes": { "root": {} }, "root": "root", "version": 7 }\n',
        );
        await repository.write('generated/web/config.toml', 'other = 1\n');
        await repository.write('unrelated', '');
        await repository.run('git', ['add', '--all']);
        const after = await derivationsThrough(nix, './generated');
        expect(after.web).not.toEqual(before.web);
        const others = nodes.filter((name) => name !== 'web');
        for (const name of others) expect([name, after[name]]).toEqual([name, before[name]]);
        await repository.run('rm', ['generated/rust/flake.lock', 'unrelated']);
        await repository.generate();
        expect(await derivationsThrough(nix, './generated')).toEqual(before);
      },
      patience,
    );
  },
  [newestNix],
);
