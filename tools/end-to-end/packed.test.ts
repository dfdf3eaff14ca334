// What users get: the packages are packed, installed into empty folders, and used there, with real Nix and Nx.
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '@flake-lattice/programs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type InstalledPackages, packAndInstall, type Run } from '../testing/installed-packages.js';
import { describeWithNix, newestNix, workspaceRoot } from '../testing/nixes.js';

const patience = 300_000;
let packages: InstalledPackages;
let place: string;
let run: Run;

beforeAll(async () => {
  packages = await packAndInstall();
  const [create, command] = packages.tarballs as [string, string, string];
  place = await packages.install('command', [create, command]);
  run = packages.runnerIn(place);
}, patience);

afterAll(() => packages?.remove());

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

test('what is packed has its licences, and nothing of the workspace or its machine', async () => {
  expect(packages.tarballs.map((file) => file.replace(/^.*\//, ''))).toEqual([
    'create-flake-lattice-0.1.0.tgz',
    'flake-lattice-0.1.0.tgz',
    'flake-lattice-nx-0.1.0.tgz',
  ]);
  for (const tarball of packages.tarballs) {
    const folder = join(packages.top, `unpacked-${packages.tarballs.indexOf(tarball)}`);
    await mkdir(folder);
    await run(folder, 'tar', 'xzf', tarball);
    const files = await filesBelow(join(folder, 'package'));
    const names = files.map((file) => file.slice(`${folder}/package/`.length));
    expect(names).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'package.json']));
    const ofWorkspace =
      /\.test\.|\.fixture\.|(^|\/)(fixtures|src|node_modules)\/|(?<!\.d)\.[cm]?ts$|\.map$|tsbuildinfo|\.compiled$/;
    expect(names.filter((name) => ofWorkspace.test(name))).toEqual([]);
    const texts = await Promise.all(files.map((file) => readFile(file, 'latin1')));
    const telling = [workspaceRoot, `${homedir()}/`, '/home/', '@flake-lattice/errors'];
    for (const [index, text] of texts.entries())
      expect([names[index], telling.filter((word) => text.includes(word))]).toEqual([names[index], []]);
    const manifest = JSON.parse(await readFile(join(folder, 'package/package.json'), 'utf8'));
    expect(manifest).toMatchObject({ version: '0.1.0', license: 'MIT', engines: { node: '>=20.19.0' } });
    expect(manifest).not.toHaveProperty('private');
    expect(manifest).not.toHaveProperty('devDependencies');
  }
  const identities = [1, 2].map((index) =>
    join(packages.top, `unpacked-${index}/package/dist/build-identity.txt`),
  );
  const [command, plugin] = await Promise.all(identities.map((file) => readFile(file, 'utf8')));
  expect(command).toMatch(/^0\.1\.0 [0-9a-f]{32}$/);
  expect(plugin).toBe(command);
});

test('the command is built JavaScript that has its version and its help', async () => {
  expect((await run(place, 'flake-lattice', '--version')).trim()).toBe('0.1.0');
  expect(await run(place, 'create-flake-lattice', '--help')).toContain(
    'Usage: flake-lattice init [options] [dir]',
  );
  expect(existsSync(join(place, 'node_modules/flake-lattice/dist/bundle/command.cjs'))).toBe(true);
  await run(place, 'flake-lattice', 'errors', 'NODE_CYCLE');
  const kept = await readdir(join(packages.top, 'home/.cache/flake-lattice'));
  expect(kept.map((name) => name.replace(/-.*/, ''))).toContain('errors');
});

test('a lattice.config.ts has types, and is read', async () => {
  const folder = join(place, 'typed');
  await mkdir(join(folder, 'nixpkgs'), { recursive: true });
  await writeFile(join(folder, 'nixpkgs/flake.nix'), '{ outputs = _: { }; }\n');
  const config = (template: string) => `import { defineLattice } from 'flake-lattice';

export default defineLattice({
  lattice: { schema: 1, systems: ['x86_64-linux'] },
  inputs: { nixpkgs: { url: 'path:./nixpkgs' } },
  node: { tools: { description: 'Tools', template: ${template}, packages: ['jq'] } },
});
`;
  await writeFile(join(folder, 'lattice.config.ts'), config("'shell'"));
  const typescript = join(workspaceRoot, 'node_modules/typescript/bin/tsc');
  const strictly = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022'];
  await writeFile(join(folder, 'wrong.ts'), config('3'));
  const checked = await runProgram(
    process.execPath,
    [typescript, ...strictly, 'lattice.config.ts', 'wrong.ts'],
    { cwd: folder, env: { PATH: '/usr/bin:/bin' } },
  );
  expect(checked.stdout.trim().split('\n')).toEqual([
    expect.stringMatching(/^wrong\.ts\(6,42\): error TS2322: Type 'number' is not assignable/),
  ]);
  await run(folder, 'git', 'init', '--quiet');
  // The second time with code that was kept.
  for (const _ of [1, 2])
    expect(await run(folder, 'flake-lattice', 'list')).toMatch(/^tools\s+0\s+shell\s+Tools$/m);
  const program = "import { readProject } from 'flake-lattice'; console.log(typeof readProject)";
  expect(await run(place, 'node', '--input-type=module', '--eval', program)).toBe('function\n');
});

describeWithNix(
  'a repository that begins with',
  (nix) => {
    /** A folder with all that the template gives, generated, built and up to date. */
    async function begin(template: string, ...start: readonly [string, ...string[]]): Promise<string> {
      const [program, ...args] = start;
      await run(packages.top, program, ...args, template, '--yes', '--host-tools', '--template', template);
      const folder = join(packages.top, template);
      await run(folder, 'flake-lattice', 'generate');
      await run(folder, 'flake-lattice', 'build');
      await run(folder, 'flake-lattice', 'check');
      expect(await run(folder, 'git', 'status', '--porcelain', '--untracked-files=all')).not.toMatch(
        /^\?\?/m,
      );
      return folder;
    }

    test(
      'configurations hands them on',
      async () => {
        const folder = await begin('config', 'create-flake-lattice');
        await run(folder, nix.path, 'flake', 'check', '--no-update-lock-file');
        const built = await run(folder, nix.path, 'build', '--no-link', '--print-out-paths', '.#production');
        expect(await readFile(join(built.trim(), 'config.toml'), 'utf8')).toContain('host = "0.0.0.0"');
        expect(await run(folder, 'flake-lattice', 'explain', 'production', 'server.port')).toContain('80');
      },
      patience,
    );

    test(
      'shells has that of the whole stack, by Nix and by direnv',
      async () => {
        const folder = await begin('shells', 'flake-lattice', 'init');
        await run(folder, nix.path, 'flake', 'check', '--no-update-lock-file');
        const asked = 'echo "$EDITOR $CARGO_TERM_COLOR"; command -v jq; command -v cargo; command -v git';
        const shown = await run(folder, nix.path, 'develop', '-c', 'sh', '-c', asked);
        expect(shown).toMatch(/^vi always\n\/.*\/jq\n\/.*\/cargo\n\/.*\/git\n$/);
        // What a direnv without \`use flake\` has.
        const old = 'has() { type "$1" > /dev/null 2>&1; }; watch_file() { :; }';
        expect(await run(folder, 'bash', '-c', `${old}; . ./.envrc; ${asked}`)).toBe(shown);
      },
      patience,
    );

    test(
      'a Rust crate compiles its units with the compilers of the machine',
      async () => {
        const folder = await begin('rust', 'flake-lattice', 'init');
        expect(await run(folder, 'flake-lattice', 'list')).toMatch(/^greeting--greet_all\s/m);
        const copies = join(folder, '.git/flake-lattice/nixpkgs');
        const [copy = ''] = await readdir(copies);
        const machine = [
          '--override-input',
          'lattice/nixpkgs',
          `path:${join(copies, copy)}`,
          '--no-write-lock-file',
        ];
        await run(folder, nix.path, 'flake', 'check', ...machine);
        await run(
          folder,
          nix.path,
          'develop',
          '-c',
          'cargo',
          'test',
          '--manifest-path',
          'greeting/Cargo.toml',
        );
        expect(await run(folder, 'git', 'status', '--porcelain', '--untracked-files=all')).toMatch(
          /^\?\? greeting\/Cargo.lock$/m,
        );
      },
      patience,
    );
  },
  [newestNix],
);
