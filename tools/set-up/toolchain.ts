// Makes the clone's toolchain whole: takes its root and the environment, gives the Nix and the nixpkgs to work with.
import { mkdir, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { readHostFacts } from '@flake-lattice/programs';
import { setUpBrowser } from './browser.js';
import { codeFileFault } from './coded-fault.js';
import { setUpCompilers } from './compilers.js';
import { debianPackages } from './debian-packages.js';
import { lockFolder } from './folder-lock.mjs';
import { setUpNix } from './nix.js';
import { setUpNixpkgs } from './nixpkgs.js';
import { setUpOlderNix } from './older-nix.js';
import { parseOsRelease } from './os-release.js';
import { removeTree } from './remove-tree.js';
import type { SetUp, Toolchain, ToolchainOptions } from './set-up-context.js';
import { setUpTestShells } from './test-shells.js';
import { setUpTestSsh } from './test-ssh.js';
import { type ToolchainPaths, toolchainPaths } from './toolchain-paths.js';
import { writeText } from './write-text.js';

/**
 * Only one set-up works at a time; a second one waits, and then finds everything done.
 *
 * @throws CodedError NIX_MISSING, NIX_TOO_OLD, PACKAGES_UNAVAILABLE, TOOLCHAIN_BROKEN, DISK_FULL, OUTPUT_NOT_WRITABLE,
 *   OUTPUT_IS_FILE
 */
export async function setUpToolchain(options: ToolchainOptions): Promise<Toolchain> {
  const folder = join(options.root, '.toolchain');
  try {
    await mkdir(folder, { recursive: true });
    const paths = toolchainPaths(await realpath(folder));
    const free = await lockFolder(paths.lock, {
      onWait: (holder) => options.report(`waiting for another set-up, ${holder}`),
    });
    try {
      return await setUp({ ...options, paths });
    } finally {
      await removeTree(paths.work);
      await free();
    }
  } catch (fault) {
    throw codeFileFault(fault, folder);
  }
}

async function setUp(options: ToolchainOptions & { readonly paths: ToolchainPaths }): Promise<Toolchain> {
  const { paths, env } = options;
  await removeTree(paths.work);
  await mkdir(paths.work, { recursive: true });
  const system = parseOsRelease(await readFile('/etc/os-release', 'utf8').catch(() => ''));
  const packages = debianPackages({ folder: join(paths.work, 'apt'), system, env });
  const shared: SetUp = { ...options, system, packages, readFacts: factsOnPath(options) };

  const moved = await forgetMovedStores(shared);
  const nixpkgs = await setUpNixpkgs.choose(shared);
  const nix = await setUpNix(shared, nixpkgs);
  const older = options.forTests ? await setUpOlderNix(shared, nixpkgs) : undefined;
  const ssh = options.forTests ? await setUpTestSsh(shared) : undefined;
  const shells = options.forTests ? await setUpTestShells(shared) : undefined;
  const compilers = await setUpCompilers(shared);
  const browser = options.forTests ? await setUpBrowser(shared) : undefined;
  const copied = await setUpNixpkgs.write(shared, nixpkgs, compilers);
  return {
    folder: paths.folder,
    bin: paths.bin,
    nix: nix.nix,
    ...(older?.nix ? { olderNix: older.nix } : {}),
    ...(nix.sandbox ? { sandbox: nix.sandbox } : {}),
    ...(compilers.rust ? { rust: compilers.rust } : {}),
    ...(compilers.cc ? { cc: compilers.cc } : {}),
    ...(ssh?.origin ? { ssh: ssh.origin } : {}),
    ...(shells?.origin ? { shells: shells.origin } : {}),
    ...(browser?.origin ? { browser: browser.origin } : {}),
    nixpkgs: nixpkgs.kind,
    nixpkgsReference: nixpkgs.reference,
    changed:
      moved ||
      nix.changed ||
      older?.changed === true ||
      ssh?.changed === true ||
      shells?.changed === true ||
      browser?.changed === true ||
      compilers.changed ||
      copied,
  };
}

function factsOnPath({ root, env }: ToolchainOptions): SetUp['readFacts'] {
  const asked = new Map<string, ReturnType<typeof readHostFacts>>();
  return (path) => {
    const facts = asked.get(path) ?? readHostFacts({ cwd: root, env: { ...env, PATH: path } });
    asked.set(path, facts);
    return facts;
  };
}

/** The paths of a store are part of all that it holds; in a clone that was moved or copied it is of no use. */
async function forgetMovedStores({ paths, report }: SetUp): Promise<boolean> {
  const file = join(paths.folder, 'place');
  const before = await readFile(file, 'utf8').catch(() => undefined);
  if (before === `${paths.folder}\n`) return false;
  if (before !== undefined) {
    report('the clone was moved: dropping its store, which is of no use elsewhere');
    for (const { store, state, log } of [paths.nixStore, paths.olderNixStore])
      for (const folder of [store, state, log]) await removeTree(folder);
    await removeTree(paths.home);
  }
  return writeText(file, `${paths.folder}\n`);
}
