// Finds the mirrors of Debian that this machine's apt is configured with: their addresses and keyrings.
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from '@flake-lattice/programs';
import { type AptSource, parseDeb822Sources, parseSourcesList, withSlash } from './apt-sources.js';
import type { OperatingSystem } from './os-release.js';
import type { Environment } from './run-step.js';

export interface DebianMirror {
  readonly uri: string;
  /** Absolute path of the keyring that its releases are signed with; absent where apt's own keys are to do. */
  readonly keyring?: string;
}

const debianKeyrings = ['pgp', 'gpg'].map((kind) => `/usr/share/keyrings/debian-archive-keyring.${kind}`);

const debianSuites =
  /^(oldoldstable|oldstable|stable|testing|unstable|experimental|bullseye|bookworm|trixie|forky|duke|sid)$/;

/** None where the machine is of Debian's kin and has only its own kin's mirrors. */
export async function findDebianMirrors(
  system: OperatingSystem,
  env: Environment,
): Promise<readonly DebianMirror[]> {
  const sources = await readSources(env);
  const named = await askApt(env);
  const uris = named.length > 0 ? named : selectDebianUris(sources, system);
  return uris.map((uri) => {
    const signedBy = sources.find((source) => source.uri === uri)?.signedBy;
    const keyring = [signedBy, ...debianKeyrings].find((file) => file !== undefined && existsSync(file));
    return keyring ? { uri, keyring } : { uri };
  });
}

/** apt knows who signed what, once it has fetched the indexes; before that, it cannot tell Debian from others. */
async function askApt(env: Environment): Promise<readonly string[]> {
  const format = '$(REPO_URI)\t$(CODENAME)\t$(COMPONENT)';
  const wanted = ['Created-By: Packages', 'Origin: Debian'];
  const args = ['indextargets', '--format', format, ...wanted];
  const { stdout, exitCode } = await runProgram('apt-get', args, { cwd: '/', env: { ...env, LC_ALL: 'C' } });
  return exitCode === 0 ? parseIndexTargets(stdout) : [];
}

/** Security and update archives hold no whole suite, so their lines are passed over. */
export function parseIndexTargets(printed: string): readonly string[] {
  const uris = printed.split('\n').flatMap((line) => {
    const [uri = '', codename = '', component = ''] = line.split('\t');
    return component === 'main' && !codename.includes('-') && uri.includes(':') ? [withSlash(uri)] : [];
  });
  return [...new Set(uris)];
}

export function selectDebianUris(
  sources: readonly AptSource[],
  { id, codename }: OperatingSystem,
): readonly string[] {
  const isDebian = (suite: string) => debianSuites.test(suite) || (id === 'debian' && suite === codename);
  const chosen = sources.filter(({ suite, components }) => isDebian(suite) && components.includes('main'));
  return [...new Set(chosen.map(({ uri }) => uri))];
}

async function readSources(env: Environment): Promise<readonly AptSource[]> {
  const args = ['shell', 'LIST', 'Dir::Etc::sourcelist/f', 'PARTS', 'Dir::Etc::sourceparts/d'];
  const { stdout } = await runProgram('apt-config', args, { cwd: '/', env });
  const list = /^LIST='(.*)'$/m.exec(stdout)?.[1] ?? '/etc/apt/sources.list';
  const parts = /^PARTS='(.*)'$/m.exec(stdout)?.[1] ?? '/etc/apt/sources.list.d';
  const names = await readdir(parts).catch(() => []);
  const files = [list, ...names.sort().map((name) => join(parts, name))];
  const sources = await Promise.all(files.map(readSourceFile));
  return sources.flat();
}

async function readSourceFile(file: string): Promise<readonly AptSource[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  if (file.endsWith('.list')) return parseSourcesList(text);
  return file.endsWith('.sources') ? parseDeb822Sources(text) : [];
}
