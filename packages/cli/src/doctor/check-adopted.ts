// The check of `doctor` on adopted flakes: that their inputs lead to the nodes that lattice.toml says they build upon.
import { join, relative } from 'node:path';
import { folderFromOutput } from '@flake-lattice/flake-template';
import { flakesOnDisk } from '../project/flakes-on-disk.js';
import { siblingsOf } from '../project/siblings.js';
import type { Check, Finding } from './check.js';
import { ifWell } from './patient.js';

export const adoptedCheck: Check = {
  id: 'adopted',
  title: 'adopted flakes build upon the nodes that lattice.toml says',
  run: async (patient) => {
    const [read, repository] = [await ifWell(patient.lattice), await ifWell(patient.repository)];
    if (!read || !repository) return undefined;
    const disk = flakesOnDisk(repository.root);
    const folders = { lattice: read, packages: new Map() };
    const folderOf = (name: string) =>
      relative(repository.root, join(read.folder, read.output, folderFromOutput(folders, name)));
    const nodeAt = new Map([...read.nodes.keys()].map((name) => [folderOf(name), name]));
    return [...read.nodes.values()].flatMap(({ name, flake, extends: said, place }): readonly Finding[] => {
      const at = folderOf(name);
      const inputs = flake === undefined ? undefined : disk.inputsAt(at);
      if (inputs === undefined) return [];
      const found = [...siblingsOf(at, inputs).values()].flatMap((folder) => nodeAt.get(folder) ?? []);
      const names = [...new Set(found)].sort();
      if (names.join() === said.join()) return [];
      return [
        {
          message: `the inputs of \`${flake}/flake.nix\` lead to ${listOf(names)}, and \`${name}\` extends ${listOf(said)}`,
          mend: `write extends = ${JSON.stringify(names)} below [node.${name}] in ${read.shown}`,
          place,
        },
      ];
    });
  },
};

function listOf(names: readonly string[]): string {
  return names.length === 0 ? 'no node' : names.map((name) => `\`${name}\``).join(', ');
}
