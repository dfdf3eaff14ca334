// The text of a private apt: takes its folder and the archive to read, gives its configuration, source and status.
import { join } from 'node:path';
import type { DebianMirror } from './debian-mirrors.js';

export interface AptFolder {
  /** Absolute path; holds neither a double quote nor a line break. */
  readonly folder: string;
  readonly architecture: string;
}

/**
 * Read after the machine's own configuration, so that proxies, credentials, certificates and time-outs stay what they
 * are. Cleared is what would act outside the folder (hooks) or on what is not asked for (other architectures,
 * translations). The machine's pins are left out: they say what may be installed on it, and nothing is.
 * apt's download user is no use here, as it may not enter a folder of another user's.
 */
export function aptConfiguration({ folder, architecture }: AptFolder): string {
  const at = (name: string) => `"${join(folder, name)}"`;
  return [
    '#clear APT::Update::Pre-Invoke;',
    '#clear APT::Update::Post-Invoke;',
    '#clear APT::Update::Post-Invoke-Success;',
    '#clear DPkg::Pre-Invoke;',
    '#clear DPkg::Post-Invoke;',
    '#clear DPkg::Pre-Install-Pkgs;',
    '#clear APT::Architectures;',
    '#clear APT::Default-Release;',
    '#clear Acquire::Languages;',
    `APT::Architecture "${architecture}";`,
    `APT::Architectures { "${architecture}"; };`,
    'APT::Install-Recommends "false";',
    'APT::Install-Suggests "false";',
    'APT::Sandbox::User "root";',
    'APT::Update::Error-Mode "any";',
    'Acquire::Languages { "none"; };',
    'Acquire::Retries "3";',
    'Dir::State::extended_states "extended_states";',
    `Dir::State ${at('state/')};`,
    `Dir::State::lists ${at('lists/')};`,
    `Dir::State::status ${at('status')};`,
    `Dir::Cache ${at('cache/')};`,
    `Dir::Cache::archives ${at('cache/archives/')};`,
    'Dir::Etc::sourcelist "/dev/null";',
    `Dir::Etc::sourceparts ${at('sources/')};`,
    'Dir::Etc::preferences "/dev/null";',
    `Dir::Etc::preferencesparts ${at('preferences/')};`,
    `Dir::Log ${at('log/')};`,
    '',
  ].join('\n');
}

export function aptSource({ uri, keyring }: DebianMirror, suite: string): string {
  const fields = ['Types: deb', `URIs: ${uri}`, `Suites: ${suite}`, 'Components: main', 'Targets: Packages'];
  if (keyring) fields.push(`Signed-By: ${keyring}`);
  return `${fields.join('\n')}\n`;
}

/** A status file that takes these packages for installed, so that nothing is fetched on their account. */
export function aptStatus(names: readonly string[], architecture: string): string {
  return names
    .map((name) =>
      [
        `Package: ${name}`,
        'Status: install ok installed',
        'Priority: optional',
        'Maintainer: none',
        `Architecture: ${architecture}`,
        'Version: 9999:0',
        ...(name === 'libc6-dev' ? ['Provides: libc-dev'] : []),
        'Description: taken for installed',
        '',
        '',
      ].join('\n'),
    )
    .join('');
}
