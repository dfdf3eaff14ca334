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
    const disk = flakesOnDisk(repository.root, patient.io.cwd);
    const folders = { lattice: read, packages: new Map() };
    const folderOf = (name: string) =>
      relative(repository.root, join(read.folder, read.output, folderFromOutput(folders, name)));
    const nodeAt = new Map([...read.nodes.keys()].map((name) => [folderOf(name), name]));
    const findings: Finding[] = [];
    for (const { name, flake, extends: said, place } of read.nodes.values()) {
      const at = folderOf(name);
      const inputs = flake === undefined ? undefined : await ifWell(async () => disk.inputsAt(at));
      if (inputs === undefined) continue;
      const found = [...siblingsOf(at, inputs).values()].flatMap((folder) => nodeAt.get(folder) ?? []);
      const names = [...new Set(found)].sort();
      if (names.join() === said.join()) continue;
      findings.push({
        message: `the inputs of \`${flake}/flake.nix\` lead to ${listOf(names)}, and \`${name}\` extends ${listOf(said)}`,
        mend: `write extends = ${JSON.stringify(names)} below [node.${name}] in ${read.shown}`,
        place,
      });
    }
    return findings;
  },
};

function listOf(names: readonly string[]): string {
  return names.length === 0 ? 'no node' : names.map((name) => `\`${name}\``).join(', ');
}
