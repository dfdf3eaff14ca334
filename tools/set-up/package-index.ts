// Opens the package index of one suite in an apt of its own: says which versions it has, and fetches packages.
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError, isCodedError } from '@flake-lattice/errors';
import { runProgram } from '@flake-lattice/programs';
import { aptConfiguration, aptSource, aptStatus } from './apt-configuration.js';
import type { DebianMirror } from './debian-mirrors.js';
import { type Environment, runStep } from './run-step.js';

export interface PackageIndex {
  readonly suite: string;
  /** The newest version of a package, such as `2.34.8+dfsg-1`; nothing where the suite has none. */
  readonly versionOf: (name: string) => Promise<string | undefined>;
  /**
   * Downloads packages with all that they depend on, but for what `without` names, and gives the paths of the files.
   * apt checks the signatures.
   *
   * @throws CodedError PACKAGES_UNAVAILABLE, DISK_FULL
   */
  readonly fetch: (names: readonly string[], without: readonly string[]) => Promise<readonly string[]>;
  /** Drops what was downloaded. */
  readonly forget: () => Promise<void>;
}

export interface PackageIndexOptions {
  /** Absolute path of a folder that this apt may fill. */
  readonly folder: string;
  readonly mirror: DebianMirror;
  readonly suite: string;
  readonly env: Environment;
}

/** @throws CodedError PACKAGES_UNAVAILABLE where the mirror does not offer the suite, DISK_FULL */
export async function openPackageIndex(options: PackageIndexOptions): Promise<PackageIndex> {
  const { folder, mirror, suite } = options;
  if (/["\n]/.test(folder)) throw unusableFolder(folder);
  const env = { ...options.env, TMPDIR: join(folder, 'tmp'), DEBIAN_FRONTEND: 'noninteractive' };
  const context = { cwd: options.folder, env };
  const architecture = (
    await runStep('dpkg', ['--print-architecture'], {
      ...context,
      cwd: '/',
      purpose: 'ask for the architecture',
    })
  ).trim();
  await layOut(folder);
  const configuration = join(folder, 'apt.conf');
  const archives = join(folder, 'cache', 'archives');
  await writeFile(configuration, aptConfiguration({ folder, architecture }));
  await writeFile(join(folder, 'sources', 'only.sources'), aptSource(mirror, suite));
  await writeFile(join(folder, 'status'), '');
  const apt = (program: string, args: readonly string[], purpose: string) =>
    runStep(program, ['-c', configuration, ...args], { ...context, purpose });
  await apt(
    'apt-get',
    ['update', '-qq', '-o', 'Acquire::Retries=1'],
    `read the package index of \`${suite}\``,
  );
  return {
    suite,
    versionOf: async (name) => {
      const args = ['-c', configuration, 'show', '--no-all-versions', name];
      const shown = await runProgram('apt-cache', args, { ...context, env: { ...env, LC_ALL: 'C' } });
      return /^Version: (.+)$/m.exec(shown.stdout)?.[1];
    },
    fetch: async (names, without) => {
      const purpose = `fetch ${names.map((name) => `\`${name}\``).join(', ')} from \`${suite}\``;
      const install = ['install', '-y', '-qq', '-d', '--no-install-recommends', ...names];
      try {
        await writeFile(join(folder, 'status'), aptStatus(without, architecture));
        await apt('apt-get', install, purpose);
      } catch (fault) {
        // What is left out may come to be needed in some version or other; then everything is fetched.
        if (without.length === 0 || !isCodedError(fault) || fault.code !== 'PACKAGES_UNAVAILABLE')
          throw fault;
        await writeFile(join(folder, 'status'), '');
        await apt('apt-get', install, purpose);
      }
      const files = await readdir(archives);
      return files.filter((file) => file.endsWith('.deb')).map((file) => join(archives, file));
    },
    forget: () => rm(archives, { recursive: true, force: true }).then(() => layOut(folder)),
  };
}

async function layOut(folder: string): Promise<void> {
  const names = ['lists/partial', 'cache/archives/partial', 'state', 'sources', 'preferences', 'log', 'tmp'];
  for (const name of names) await mkdir(join(folder, name), { recursive: true });
}

function unusableFolder(folder: string): CodedError {
  return new CodedError({
    code: 'PACKAGES_UNAVAILABLE',
    message: `apt cannot work in \`${folder}\`: its path holds a double quote or a line break`,
    hint: 'move the clone to a folder whose path holds neither, then: npm run set-up',
  });
}
