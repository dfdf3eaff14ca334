// Runs that begin before their plan is whole, with the thread that a bundle starts: the same tree comes of them, and
// nothing stays behind where one comes to nothing.
import { existsSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '@flake-lattice/programs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { bundleOptions } from '../../../../tools/bundle/bundle-options.mjs';
import { workspaceRoot } from '../../../../tools/testing/nixes.js';
import { snapshotTree } from '../../../../tools/testing/tree-snapshot.js';
import { runPath } from '../disk/run-folder.js';
import type * as generatedTree from '../index.js';
import type { EditedChoice } from '../tree/decide.js';
import { env, makeTree, type TestedTree, type Texts } from '../tree/tree.fixture.js';
import { stageAhead as stageAheadFromSources } from './stage-ahead.js';

let bundle: string;
let bundled: typeof generatedTree;
let tree: TestedTree;

beforeAll(async () => {
  bundle = await realpath(await mkdtemp(join(tmpdir(), 'stage-ahead-')));
  const sources = join(workspaceRoot, 'packages/generated-tree/src');
  await build({
    ...bundleOptions,
    conditions: ['source'],
    entryPoints: [`${sources}/index.ts`, `${sources}/ahead/stage-worker.ts`],
    outdir: bundle,
    entryNames: '[name]',
    outExtension: { '.js': '.cjs' },
  });
  bundled = createRequire(import.meta.url)(join(bundle, 'index.cjs'));
});

afterAll(() => rm(bundle, { recursive: true }));

beforeEach(async () => {
  tree = await makeTree();
});

afterEach(() => tree.remove());

const textsOf = (nodes: number, version = '1'): Texts => ({
  'flake.nix': `# the hub of ${nodes}, ${version}\n`,
  ...Object.fromEntries(
    Array.from({ length: nodes }, (_, node) => [
      [
        `node-${node}/flake.nix`,
        `{\n  node = ${node};\n  version = "${version} ü";\n\n  # ü\n\n  last = true;\n}\n`,
      ],
      [`node-${node}/config.toml`, `node = ${node}\n`],
      [`crate/unit-${node}/src/lib.rs`, `// ${version}\n`],
    ]).flat() as [string, string][],
  ),
});

const foldersOf = (texts: Texts) => [
  ...new Set(Object.keys(texts).map((path) => path.split('/').slice(0, -1).join('/'))),
];

const begin = (texts: Texts) => bundled.stageAhead(tree, foldersOf(texts));

/** Offers what a plan has in folders, then applies the plan. */
async function applyAhead(
  texts: Texts,
  { edited = 'leave' as EditedChoice, atBegin = () => {}, before = async () => {} } = {},
) {
  const ahead = begin(texts);
  atBegin();
  for (const [path, contents] of Object.entries(texts)) ahead?.offer({ path, contents });
  ahead?.end();
  await before();
  const { files } = await bundled.applyTree(tree.planOf(texts), { env, edited, ahead });
  const outcomes: Record<string, string[]> = {};
  for (const { path, outcome } of files) {
    outcomes[outcome] ??= [];
    outcomes[outcome].push(path);
  }
  return { isAhead: ahead !== undefined, outcomes };
}

test('the same tree comes of it, and texts for merges', async () => {
  const texts = textsOf(60);
  const other = await makeTree();
  await other.apply(texts);
  const { isAhead, outcomes } = await applyAhead(texts);
  expect(isAhead).toBe(true);
  expect(outcomes.created?.length).toBe(Object.keys(texts).length);
  expect(await snapshotTree(tree.folder)).toEqual(await snapshotTree(other.folder));
  await other.remove();
  expect(await tree.outcomes(texts)).toEqual({});
  await tree.write(
    'node-7/flake.nix',
    texts['node-7/flake.nix']?.replace('last = true', 'last = false') ?? '',
  );
  const newer = { ...textsOf(120), ...textsOf(60, '2') };
  const merged = await applyAhead(newer, { edited: 'merge' });
  expect(merged.isAhead).toBe(true);
  expect(merged.outcomes.merged).toEqual(['node-7/flake.nix']);
  expect(await tree.read('node-7/flake.nix')).toMatch(/version = "2 ü";[\s\S]*last = false/);
});

test('few new folders are staged with the rest', async () => {
  await tree.apply(textsOf(60));
  expect(begin(textsOf(65))).toBeUndefined();
  expect(stageAheadFromSources(tree, foldersOf(textsOf(60)))).toBeUndefined();
});

test('a thread that was started before is used once, and one that is not used keeps no process alive', async () => {
  const texts = textsOf(60);
  const thread = bundled.startStagingThread();
  const ahead = bundled.stageAhead(tree, foldersOf(texts), thread);
  for (const [path, contents] of Object.entries(texts)) ahead?.offer({ path, contents });
  ahead?.end();
  await bundled.applyTree(tree.planOf(texts), { env, edited: 'leave', ahead });
  expect(await tree.outcomes(texts)).toEqual({});
  const program = `require(${JSON.stringify(join(bundle, 'index.cjs'))}).startStagingThread(); console.log('begun')`;
  const { stdout, exitCode } = await runProgram(process.execPath, ['-e', program], { cwd: bundle, env });
  expect({ stdout, exitCode }).toEqual({ stdout: 'begun\n', exitCode: 0 });
});

test('a run that is abandoned leaves the disk as it was', async () => {
  for (const prepare of [async () => {}, () => tree.apply({ 'old/flake.nix': 'old\n' })]) {
    await prepare();
    const before = await snapshotTree(tree.root);
    const ahead = begin(textsOf(60));
    for (const [path, contents] of Object.entries(textsOf(60))) ahead?.offer({ path, contents });
    await ahead?.abandon();
    expect(await snapshotTree(tree.root)).toEqual(before);
  }
});

test('one that made folders above its tree removes them', async () => {
  const before = await snapshotTree(tree.root);
  const { root } = tree;
  const texts = textsOf(60);
  const ahead = bundled.stageAhead({ folder: join(root, 'nix/flakes/generated'), root }, foldersOf(texts));
  expect(await readdir(join(root, 'nix/flakes'))).toEqual(['.generated.flake-lattice']);
  await ahead?.abandon();
  expect(await snapshotTree(root)).toEqual(before);
});

test('what is refused when the plan is applied leaves nothing behind', async () => {
  await mkdir(join(tree.folder, 'flake.nix'), { recursive: true });
  const before = await snapshotTree(tree.root);
  await expect(applyAhead(textsOf(60))).rejects.toMatchObject({ code: 'OUTPUT_IS_FOLDER' });
  expect(await snapshotTree(tree.root)).toEqual(before);
});

test('nothing is staged through a link', async () => {
  const elsewhere = join(tree.root, 'elsewhere');
  await mkdir(elsewhere);
  await symlink('elsewhere', tree.folder);
  expect(begin(textsOf(60))).toBeUndefined();
  await expect(applyAhead(textsOf(60))).rejects.toMatchObject({ code: 'OUTPUT_IS_LINK' });
  await rm(tree.folder);
  await mkdir(join(tree.folder, '.lattice'), { recursive: true });
  await symlink('../../elsewhere', join(tree.folder, runPath));
  expect(begin(textsOf(60))).toBeUndefined();
  expect(await readdir(elsewhere)).toEqual([]);
});

test('what a person makes in the meantime is left', async () => {
  const { outcomes } = await applyAhead(textsOf(60), {
    before: () => tree.write('node-3/flake.nix', 'by hand\n'),
  });
  expect(outcomes.edited).toEqual(['node-3/flake.nix']);
  expect(outcomes.created).toContain('node-3/config.toml');
  expect(await tree.read('node-3/flake.nix')).toBe('by hand\n');
});

test('where the thread fails, the run begins anew', async () => {
  const texts = textsOf(60);
  for (const [folder, file] of [
    ['.generated.flake-lattice/tree', 'node-7'],
    ['generated/.lattice/run', '7'],
  ] as const) {
    const { isAhead, outcomes } = await applyAhead(texts, {
      // In the way of what is staged, before the thread is ready.
      atBegin: () => writeFileSync(join(tree.root, folder, file), ''),
    });
    expect(isAhead).toBe(true);
    expect(outcomes.created?.length).toBe(Object.keys(texts).length - (outcomes.unchanged?.length ?? 0));
    expect(await tree.outcomes(texts)).toEqual({});
    expect((await readdir(tree.root)).sort()).toEqual(['.git', 'generated']);
    await rm(join(tree.folder, 'crate'), { recursive: true });
  }
});

test('a tree that is not there yet appears whole', async () => {
  const texts = textsOf(60);
  await applyAhead(texts, { before: async () => expect(existsSync(tree.folder)).toBe(false) });
  const files = (await readdir(tree.folder, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  );
  expect(files.length).toBe(Object.keys(texts).length + 1);
  expect((await readdir(tree.root)).sort()).toEqual(['.git', 'generated']);
});

test('what somebody else has in the place beside a new tree is left', async () => {
  const place = join(tree.root, '.generated.flake-lattice');
  for (const [name, text] of [
    ['own', ''],
    ['tree', ''],
    ['.gitignore', 'own\n'],
  ] as const) {
    await mkdir(place);
    await writeFile(join(place, name), text);
    for (const texts of [textsOf(60), textsOf(3)]) {
      const { outcomes } = await applyAhead(texts);
      expect(outcomes.created?.length).toBe(Object.keys(texts).length);
      expect(await readdir(place)).toEqual([name]);
      await rm(tree.folder, { recursive: true });
    }
    await rm(place, { recursive: true });
  }
  const elsewhere = join(tree.root, 'elsewhere');
  await mkdir(join(elsewhere, 'tree'), { recursive: true });
  await symlink('elsewhere', place);
  await applyAhead(textsOf(60));
  expect(await readdir(elsewhere)).toEqual(['tree']);
});

test('what a run that died has left beside a new tree is removed, whatever the next one is about', async () => {
  const left = join(tree.root, '.generated.flake-lattice/tree/node-1');
  for (const texts of [textsOf(60), textsOf(3)]) {
    await mkdir(left, { recursive: true });
    await writeFile(join(left, 'flake.nix'), 'half');
    await writeFile(join(left, '../../.gitignore'), '# A run of flake-lattice stages files here.\n*\n');
    await applyAhead(texts);
    expect((await readdir(tree.root)).sort()).toEqual(['.git', 'generated']);
    await rm(tree.folder, { recursive: true });
  }
  expect(await tree.git('status', '--porcelain', '--ignored')).not.toContain('flake-lattice');
});

test('a run that died is completed', async () => {
  const texts = textsOf(60);
  await tree.apply(texts);
  const undisturbed = await snapshotTree(tree.folder);
  await rm(join(tree.folder, 'crate'), { recursive: true });
  const dead = begin(texts);
  for (const [path, contents] of Object.entries(texts)) dead?.offer({ path, contents });
  expect((await applyAhead(texts)).outcomes.created?.length).toBe(60);
  expect(await snapshotTree(tree.folder)).toEqual(undisturbed);
  dead?.end();
  await dead?.abandon().catch(() => {});
});
