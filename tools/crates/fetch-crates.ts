// Brings the listed crates, and what their tests use, from Debian's packages to `.toolchain/crates`, for cargo to find.
import { cp, mkdir, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '@flake-lattice/errors';
import { debianPackages } from '../set-up/debian-packages.js';
import { lockFolder } from '../set-up/folder-lock.mjs';
import { makePart, type Part } from '../set-up/make-part.js';
import { parseOsRelease } from '../set-up/os-release.js';
import { removeTree } from '../set-up/remove-tree.js';
import { type Environment, runStep } from '../set-up/run-step.js';
import { cratesForTests, debianPackageOf, listedCrates } from './crate-list.js';

export interface FetchCratesOptions {
  /** Absolute path of the repository. */
  readonly root: string;
  readonly env: Environment;
  readonly report: (line: string) => void;
}

export interface FetchedCrates {
  /** Absolute path of a folder with one folder for each crate, `NAME-VERSION`: a directory source of cargo. */
  readonly registry: string;
}

/** One release of Debian, so that the versions are the same on every machine. */
const suites = ['bookworm', 'oldstable', 'stable'];

/**
 * As any user: apt works in a folder of its own, with the mirrors of this machine. What is there already is kept.
 *
 * @throws CodedError PACKAGES_UNAVAILABLE, DISK_FULL
 */
export async function fetchCrates({ root, env, report }: FetchCratesOptions): Promise<FetchedCrates> {
  await mkdir(join(root, '.toolchain'), { recursive: true });
  const folder = await realpath(join(root, '.toolchain'));
  const place = join(folder, 'crates');
  const work = join(folder, 'work-crates');
  const free = await lockFolder(join(folder, 'crates.lock'), {
    onWait: (holder) => report(`waiting for another run, ${holder}`),
  });
  try {
    await removeTree(work);
    await mkdir(work, { recursive: true });
    await makePart(cratesPart({ place, work, env, report }), { work, report });
    return { registry: join(place, 'registry') };
  } finally {
    await removeTree(work);
    await free();
  }
}

interface CratesPart extends Omit<FetchCratesOptions, 'root'> {
  readonly place: string;
  readonly work: string;
}

function cratesPart({ place, work, env, report }: CratesPart): Part {
  const crates = [...listedCrates.map(({ name }) => name), ...cratesForTests];
  return {
    title: 'crates',
    place,
    recipe: `crates, made in way 1: ${crates.join(' ')}`,
    fill: async (folder) => {
      const system = parseOsRelease(await readFile('/etc/os-release', 'utf8').catch(() => ''));
      const packages = debianPackages({ folder: join(work, 'apt'), system, env });
      const first = debianPackageOf('semver');
      const index = await packages.find({
        name: first,
        versions: 'of any version',
        accepts: () => true,
        suites,
      });
      report(`crates: fetching ${crates.length} and what they use (${index.suite})`);
      const files = await index.fetch(crates.map(debianPackageOf), []);
      const unpacked = join(work, 'unpacked');
      await mkdir(unpacked, { recursive: true });
      for (const file of files) {
        await runStep('dpkg-deb', ['-x', file, unpacked], { purpose: `unpack \`${file}\``, cwd: work, env });
      }
      await cp(join(unpacked, 'usr/share/cargo/registry'), join(folder, 'registry'), { recursive: true });
      await completeSources(join(folder, 'registry'));
      return index.suite;
    },
    adapt: (folder, at) => writeConfig(folder, join(at, 'registry')),
    prove: () => proveCrates(join(place, 'registry')),
  };
}

/** cargo takes a folder for a source where each crate has its checksums; a package of Debian's may have none. */
async function completeSources(registry: string): Promise<void> {
  for (const crate of await readdir(registry)) {
    const file = join(registry, crate, '.cargo-checksum.json');
    const isThere = await stat(file).then(
      () => true,
      () => false,
    );
    if (!isThere) await writeFile(file, '{"package":null,"files":{}}\n');
  }
}

/** Found by cargo from each folder of a crate upwards. */
async function writeConfig(folder: string, registry: string): Promise<void> {
  await rm(join(folder, '.cargo'), { recursive: true, force: true });
  await mkdir(join(folder, '.cargo'), { recursive: true });
  const text = `[source.crates-io]\nreplace-with = "debian"\n\n[source.debian]\ndirectory = ${JSON.stringify(registry)}\n`;
  await writeFile(join(folder, '.cargo/config.toml'), text);
}

async function proveCrates(registry: string): Promise<void> {
  const missing: string[] = [];
  for (const { name } of listedCrates) {
    if ((await findCrate(registry, name)) === undefined) missing.push(name);
  }
  if (missing.length === 0) return;
  throw new CodedError({
    code: 'PACKAGES_UNAVAILABLE',
    message: `the packages that were fetched lack \`${missing.join('`, `')}\``,
    hint: 'see which release of Debian the mirrors of this machine offer',
  });
}

/** The folder `NAME-VERSION` of a crate; of several versions the first by the alphabet. */
export async function findCrate(registry: string, name: string): Promise<string | undefined> {
  const folders = (await readdir(registry)).sort();
  const found = folders.find((folder) => folder.replace(/-\d+\.\d.*$/, '') === name);
  return found === undefined ? undefined : join(registry, found);
}
