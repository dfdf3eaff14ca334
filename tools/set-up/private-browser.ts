// A Chromium of the clone's own, without a window, made of Debian's packages: how its part is filled and proven.
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '@flake-lattice/errors';
import { runProgram } from '@flake-lattice/programs';
import { adaptPrograms } from './adapt-programs.js';
import type { DebianPackages } from './debian-packages.js';
import type { Part } from './make-part.js';
import type { OperatingSystem } from './os-release.js';
import { removeTree } from './remove-tree.js';
import type { Environment } from './run-step.js';
import { findUnpackedRoot, unpackPackages } from './unpacked-root.js';

export interface PrivateBrowser {
  readonly place: string;
  /** Absolute path of a folder for passing work. */
  readonly work: string;
  readonly system: OperatingSystem;
  readonly packages: DebianPackages;
  readonly env: Environment;
  readonly report: (line: string) => void;
}

/** From the part's place. */
export const programOfBrowser = 'usr/lib/chromium/chromium-headless-shell';

/** For opening links and looking at windows; they would bring half a desktop. */
const notNeeded = ['x11-utils', 'xdg-utils'];

export function privateBrowserPart({ place, work, system, packages, env, report }: PrivateBrowser): Part {
  return {
    title: 'browser for the tests',
    place,
    recipe: 'Chromium without a window and two fonts, made in way 1',
    fill: async (folder) => {
      const name = 'chromium-headless-shell';
      const suites = [system.codename ?? 'stable', 'stable', 'testing', 'sid'];
      const wanted = { name, versions: 'of any kind', accepts: () => true, suites: [...new Set(suites)] };
      const index = await packages.find(wanted);
      const version = (await index.versionOf(name)) ?? '';
      report(`browser for the tests: fetching Chromium ${version.replace(/[+-].*/, '')} (${index.suite})`);
      const files = await index.fetch([name, 'fonts-dejavu-core', 'fonts-liberation', 'patchelf'], notNeeded);
      await unpackPackages(files, folder, env);
      await index.forget();
      await rename(join(folder, 'usr/share/fonts'), join(folder, 'fonts'));
      for (const unread of ['usr/share', 'var', 'etc']) await removeTree(join(folder, unread));
      return version;
    },
    adapt: async (folder, at) => {
      await adaptPrograms({ folder, within: ['usr/lib/chromium'], env }, at);
      await writeFile(join(folder, 'fonts.conf'), fontConfiguration(at));
    },
    prove: () => proveBrowser(place, join(work, 'proof-browser'), env),
  };
}

/**
 * What starts it has to set these: a library that looks for others in folders of its own does not look where the
 * program does.
 */
export async function environmentOfBrowser(place: string): Promise<Readonly<Record<string, string>>> {
  const { libraryFolders } = await findUnpackedRoot(place);
  const folders = libraryFolders.flatMap((folder) => [folder, join(folder, 'pulseaudio')]);
  return { LD_LIBRARY_PATH: folders.join(':'), FONTCONFIG_FILE: join(place, 'fonts.conf') };
}

/** Nothing of the machine's fonts is read, so that a page looks the same everywhere. */
function fontConfiguration(place: string): string {
  const family = (name: string, font: string) =>
    `  <alias><family>${name}</family><prefer><family>${font}</family></prefer></alias>`;
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${escapeXml(join(place, 'fonts'))}</dir>
  <cachedir>${escapeXml(join(place, 'font-cache'))}</cachedir>
${family('sans-serif', 'Liberation Sans')}
${family('system-ui', 'Liberation Sans')}
${family('monospace', 'DejaVu Sans Mono')}
</fontconfig>
`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** Has it read a page whose script has to run. */
async function proveBrowser(place: string, folder: string, env: Environment): Promise<void> {
  await mkdir(folder, { recursive: true });
  const page = join(folder, 'page.html');
  await writeFile(page, '<script>document.write("pro" + "ven")</script>');
  const program = join(place, programOfBrowser);
  const args = ['--no-sandbox', '--disable-gpu', `--user-data-dir=${folder}`, '--dump-dom', `file://${page}`];
  const bare = { ...env, HOME: folder, ...(await environmentOfBrowser(place)) };
  const { stdout, stderr, exitCode } = await runProgram(program, args, { cwd: folder, env: bare });
  const fonts = await readdir(join(place, 'fonts'));
  await removeTree(folder);
  if (exitCode === 0 && stdout.includes('proven') && fonts.length > 0) return;
  throw new CodedError({
    code: 'TOOLCHAIN_BROKEN',
    message: `\`${program}\` does not work`,
    hint: 'npm run set-up -- --for-tests   (makes it again)\nor install Chromium yourself',
    detail: stderr.trim().split('\n').slice(-12).join('\n'),
  });
}
