// Edits lattice.toml: gives its text, and writes it anew once it was read as a lattice, so that a bad change is refused.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildNodeConfigs, edgesOf, readLatticeText } from '@flake-lattice/config-builder';
import { CodedError } from '@flake-lattice/errors';
import { behindLinks, writeFileAtomically } from '@flake-lattice/generated-tree';
import { buildPoset } from '@flake-lattice/lattice';
import type { Project } from './read-project.js';

/**
 * Reads the text of lattice.toml, to be edited.
 *
 * @param edit what is to be done by hand where the tool cannot do it
 * @throws CodedError LATTICE_NOT_EDITABLE for a lattice.config.ts, which is code
 */
export async function readEditableText({ lattice }: Project, edit: string): Promise<string> {
  // A mark of the byte order is no part of the text, and is not written again.
  if (lattice.format === 'toml') return (await readFile(lattice.file, 'utf8')).replace(/^\ufeff/, '');
  throw new CodedError({
    code: 'LATTICE_NOT_EDITABLE',
    message: `\`${lattice.shown}\` is code, which is edited by hand alone`,
    hint: edit,
    place: { file: lattice.shown },
  });
}

/**
 * Holds a changed text against all that a lattice may be refused for, so that no command leaves one behind that cannot be
 * generated.
 *
 * @throws CodedError whatever the text is refused for
 */
export async function checkLatticeText(project: Project, text: string): Promise<void> {
  await projectWithText(project, text);
}

/** The project as it would be with that text. @throws CodedError as {@link checkLatticeText} does */
export async function projectWithText(project: Project, text: string): Promise<Project> {
  const { file, shown, folder } = project.lattice;
  const lattice = await readLatticeText(text, file, shown);
  const poset = buildPoset(edgesOf(lattice));
  buildNodeConfigs(lattice, poset);
  return { ...project, lattice, poset, output: join(folder, lattice.output) };
}

/** @throws CodedError as {@link checkLatticeText} does, with nothing written */
export async function writeLatticeFile(project: Project, text: string): Promise<void> {
  await checkLatticeText(project, text);
  await writeFileAtomically(await behindLinks(project.lattice.file), text);
}
