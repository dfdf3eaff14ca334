// Looks whether this machine's own tools are enough for the stand-in for nixpkgs: gives what is lacking.
import { access, constants } from 'node:fs/promises';

/** What the stand-in's builders call, by the folders they look in. */
const inUsrBin = [
  'basename',
  'cat',
  'chmod',
  'cp',
  'dirname',
  'env',
  'find',
  'grep',
  'gzip',
  'head',
  'install',
  'ln',
  'ls',
  'mkdir',
  'mv',
  'readlink',
  'rm',
  'sed',
  'sort',
  'stat',
  'tar',
  'touch',
  'tr',
  'xargs',
] as const;

const needed: readonly (readonly [name: string, files: readonly string[]])[] = [
  ['/bin/sh', ['/bin/sh']],
  ['/bin/bash', ['/bin/bash']],
  ...inUsrBin.map((name) => [name, [`/usr/bin/${name}`, `/bin/${name}`]] as const),
];

/** Empty where nothing is lacking. */
export async function findLackingHostTools(platform = process.platform): Promise<readonly string[]> {
  if (platform !== 'linux') return ['Linux'];
  const lacking = await Promise.all(
    needed.map(async ([name, files]) => {
      const present = await Promise.all(files.map(isExecutable));
      return present.includes(true) ? [] : [name];
    }),
  );
  return lacking.flat();
}

async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
