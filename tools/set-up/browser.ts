// Makes sure of a browser for the tests of the drawn lattice: the machine's own where it has one, else Debian's.
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isCodedError } from '@flake-lattice/errors';
import { findOnPath, runProgram } from '@flake-lattice/programs';
import { canBringPackages } from './debian-host.js';
import { pathWithout } from './host-compilers.js';
import { makePart } from './make-part.js';
import { checkPart } from './part-stamp.js';
import { environmentOfBrowser, privateBrowserPart, programOfBrowser } from './private-browser.js';
import type { SetUp } from './set-up-context.js';
import { variableWrapper } from './wrapper-text.js';
import { writeText } from './write-text.js';

/** The names that distributions give it, the one without a window first. */
const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'];

/**
 * One that cannot be had is a warning: only the tests of the page need it, and they say so.
 *
 * @throws CodedError TOOLCHAIN_BROKEN, DISK_FULL
 */
export async function setUpBrowser(
  setUp: SetUp,
): Promise<{ readonly origin?: 'path' | 'private'; readonly changed: boolean }> {
  const { paths, report, packages, env, system } = setUp;
  const own = await findOwn(setUp);
  if (own !== undefined) return { origin: 'path', changed: await wrap(setUp, variableWrapper(own, {})) };
  const part = privateBrowserPart({
    place: paths.browser,
    work: paths.work,
    packages,
    system,
    env,
    report,
  });
  const { state } = await checkPart(part.place, part.recipe);
  if (state !== 'whole' && !(await canBringPackages(setUp))) {
    report(`${part.title}: this machine has none on PATH; the tests that need it cannot run`);
    await rm(paths.browserProgram, { force: true });
    return { changed: false };
  }
  try {
    const { changed } = await makePart(part, { work: paths.work, report });
    const variables = await environmentOfBrowser(paths.browser);
    const text = variableWrapper(join(paths.browser, programOfBrowser), variables);
    return { origin: 'private', changed: (await wrap(setUp, text)) || changed };
  } catch (fault) {
    if (!isCodedError(fault) || fault.code !== 'PACKAGES_UNAVAILABLE') throw fault;
    report(`${part.title}: ${fault.message}; the tests that need it cannot run`);
    for (const line of (fault.detail ?? '').split('\n').filter(Boolean)) report(`  ${line}`);
    await rm(paths.browserProgram, { force: true });
    return { changed: false };
  }
}

async function wrap({ paths }: SetUp, text: string): Promise<boolean> {
  await mkdir(dirname(paths.browserProgram), { recursive: true });
  return writeText(paths.browserProgram, text, 0o755);
}

/** The first that runs; `chromium` of some distributions is a note on how to install it. */
async function findOwn({ env, paths }: SetUp): Promise<string | undefined> {
  const path = await pathWithout(env.PATH, paths.bin);
  for (const name of names) {
    const program = await findOnPath(name, path);
    if (program === undefined || !existsSync(program)) continue;
    const { exitCode } = await runProgram(program, ['--version'], { cwd: '/', env });
    if (exitCode === 0) return program;
  }
  return undefined;
}
