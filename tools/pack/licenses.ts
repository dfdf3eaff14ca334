// Gathers the licences of what is bundled: takes folders of packages, gives the text that has to go along with them.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** @param folders from the root of the workspace */
export async function licencesOf(root: string, folders: readonly string[]): Promise<string> {
  const texts = await Promise.all(folders.map((folder) => licenceOf(join(root, folder))));
  return [
    'This package has the following packages inside, each under its own licence.\n',
    ...new Set(texts),
  ].join(`\n${'-'.repeat(80)}\n\n`);
}

/** @throws Error where a package says nothing of its licence */
async function licenceOf(folder: string): Promise<string> {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const file = (await readdir(folder)).sort().find((each) => /^(licen[cs]e|copying)/i.test(each));
  if (file === undefined && license === undefined) throw new Error(`\`${name}\` has no licence`);
  const text = file === undefined ? '' : `\n${(await readFile(join(folder, file), 'utf8')).trim()}\n`;
  return `${name} ${version} (${license})\n${text}`;
}
