// Real crates of Debian as units of a lattice: each unit builds alone as through the hub, and an edit changes what it must.
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from '@flake-lattice/programs';
import type { CrateSplit } from '@flake-lattice/rust-units';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { renderHostFacts } from '../../packages/cli/src/building/render-host-facts.js';
import { splitterOf } from '../../packages/cli/src/crates/split-crate.js';
import { readCrate } from '../../packages/rust-units/src/read/read-crate.js';
import { declarationsOf } from '../../packages/rust-units/src/resolve/declaration.js';
import { blocksOf, stir } from '../../packages/rust-units/src/rust-blocks.fixture.js';
import { loadRustParser } from '../../packages/rust-units/src/syntax/rust-parser.js';
import { childOf, descendants } from '../../packages/rust-units/src/syntax/syntax-node.js';
import { fetchCrates, findCrate } from '../crates/fetch-crates.js';
import { isDebianKin, parseOsRelease } from '../set-up/os-release.js';
import { type LatticeProject, makeLatticeProject } from '../testing/lattice-project.js';
import { readFacts } from '../testing/machine.js';
import { environmentWith, newestNix, workspaceRoot } from '../testing/nixes.js';
import { seed } from '../testing/random.js';
import { system } from './nodes.fixture.js';

const listed = ['fnv', 'heck', 'httparse', 'semver', 'strsim'];
const isAll = process.env.FLAKE_LATTICE_UNITS === 'all';
const crates = isAll ? listed : [listed[seed % listed.length] as string];
const edits = isAll ? 5 : 2;

const mark = 'let _ = 4_711;';

/** In milliseconds: hundreds of builds, and the machine may be busy. */
const patience = 1_800_000;

const canRun = isDebianKin(parseOsRelease(await readFile('/etc/os-release', 'utf8').catch(() => '')));
if (!canRun && process.env.CI) throw new Error('crates of Debian can be fetched on its kin alone');

(canRun ? describe : describe.skip).each(crates)('%s', (name) => {
  let project: LatticeProject;
  let split: CrateSplit;
  const folder = () => join(project.root, 'crate');

  beforeAll(async () => {
    const report = (line: string) => void process.stderr.write(`    ${line}\n`);
    const { registry } = await fetchCrates({ root: workspaceRoot, env: process.env, report });
    const splitCrate = splitterOf({ cwd: workspaceRoot, env: process.env });
    project = await makeLatticeProject({
      nixpkgs: 'stand-in',
      files: {
        'lattice.toml': `[inputs.nixpkgs]\nurl = "path:./nixpkgs"\n[crate.${name}]\npath = "crate"\n`,
        'nixpkgs/host.nix': renderHostFacts(await readFacts()),
        '.cargo/config.toml': `[source.crates-io]\nreplace-with = "debian"\n[source.debian]\ndirectory = ${JSON.stringify(registry)}\n`,
      },
      splitCrate: async (crate, lattice) => {
        split = await splitCrate(crate, lattice);
        return split;
      },
    });
    await cp((await findCrate(registry, name)) ?? '', folder(), { recursive: true });
    project.git('add', '--all');
    await generate();
  }, patience);
  afterAll(() => project?.remove());

  async function generate(): Promise<void> {
    const { status, err } = await project.run('generate');
    if (status !== 0) throw new Error(err);
  }

  async function nix(...args: string[]): Promise<string> {
    const { stdout, stderr, exitCode } = await runProgram(newestNix.path, args, {
      cwd: project.root,
      env: { ...environmentWith(newestNix), NIX_CONFIG: 'extra-experimental-features = nix-command flakes' },
    });
    if (exitCode !== 0) throw new Error(`nix ${args.join(' ')} ended with ${exitCode}\n${stderr}`);
    return stdout.trim();
  }

  const nodes = () => [name, ...split.units.map(({ packageName }) => packageName)];

  async function build(installables: readonly string[]): Promise<readonly string[]> {
    const printed = await nix(
      'build',
      '--no-write-lock-file',
      '--no-link',
      '--print-out-paths',
      ...installables,
    );
    return [...new Set(printed.split('\n'))].sort();
  }

  async function derivations(): Promise<Record<string, string>> {
    const names = nodes().map((one) => JSON.stringify(one));
    const apply = `packages: builtins.listToAttrs (map (name: { inherit name; value = packages.\${name}.drvPath; }) [ ${names.join(' ')} ])`;
    const hub = `./generated#packages.${system}`;
    return JSON.parse(await nix('eval', '--json', '--no-write-lock-file', hub, '--apply', apply));
  }

  /** All that are built upon a unit, itself and the facade among them. */
  function upSet(unit: string): readonly string[] {
    const above = new Set([unit, name]);
    for (let size = 0; size !== above.size; ) {
      size = above.size;
      for (const { packageName, units } of split.units)
        if (units.some((below) => above.has(below))) above.add(packageName);
    }
    return [...above].sort();
  }

  async function read() {
    return readCrate(folder(), await loadRustParser());
  }

  /** The unit that holds what was written into a body. */
  async function unitWithMark(): Promise<string> {
    const found: string[] = [];
    for (const { folder: unit, packageName } of split.units) {
      const text = await readFile(join(project.root, 'generated', name, unit, 'lib.rs'), 'utf8');
      if (text.includes(mark)) found.push(packageName);
    }
    expect(found).toHaveLength(1);
    return found[0] as string;
  }

  test(
    'is built, each unit by its own flake as through the hub',
    async () => {
      const hub = await build(nodes().map((one) => `./generated#${one}`));
      const alone = await build([
        `./generated/${name}`,
        ...split.units.map((unit) => `./generated/${name}/${unit.folder}`),
      ]);
      expect(split.units.length).toBeGreaterThan(1);
      expect(alone).toEqual(hub);
    },
    patience,
  );

  test(
    'an edit of a body changes its unit and what is built upon it, no more and no fewer',
    async () => {
      const bodies = declarationsOf((await read()).source)
        .filter(({ item }) => item.kind === 'function' || item.kind === 'impl')
        .flatMap(({ item: { file, node } }) =>
          [node, ...descendants(node)]
            .filter(({ kind }) => kind === 'function_item')
            .map((each) => ({ file, start: childOf(each, 'body')?.start ?? 0 })),
        );
      const step = Math.max(1, Math.floor(bodies.length / edits));
      const chosen = bodies.filter((_, at) => at % step === seed % step).slice(0, edits);
      expect(chosen).not.toEqual([]);
      for (const { file, start } of chosen) {
        const before = await derivations();
        const at = start + 1;
        await writeFile(
          join(folder(), file.path),
          `${file.text.slice(0, at)} ${mark} ${file.text.slice(at)}`,
        );
        await generate();
        const after = await derivations();
        const changed = nodes().filter((one) => before[one] !== after[one]);
        expect(changed.sort()).toEqual(upSet(await unitWithMark()));
        await build([`./generated#${name}`]);
        await writeFile(join(folder(), file.path), file.text);
        await generate();
      }
    },
    patience,
  );

  test(
    'another order, comments and blank lines between declarations change nothing',
    async () => {
      const parse = await loadRustParser();
      const before = await derivations();
      let state = seed + 1;
      const draw = (most: number) => {
        state = (state * 48_271) % 2_147_483_647;
        return state % (most + 1);
      };
      const { modules } = (await read()).source;
      const files = new Set(modules.filter(({ isTest }) => !isTest).map(({ file }) => file));
      for (const { path, text } of files)
        await writeFile(join(folder(), path), stir(blocksOf(text, parse), draw, true));
      await generate();
      expect(await derivations()).toEqual(before);
    },
    patience,
  );
});
