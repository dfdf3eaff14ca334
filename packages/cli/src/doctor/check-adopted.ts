// The check of `doctor` on flakes of the user's, adopted or ejected: that their inputs lead to the nodes that lattice.toml says they build upon.
import { join, relative } from 'node:path';
import { folderFromOutput } from '@flake-lattice/flake-template';
import { flakesOnDisk } from '../project/flakes-on-disk.js';
import { siblingsOf } from '../project/siblings.js';
import type { Check, Finding } from './check.js';
import { ifWell } from './patient.js';

export const adoptedCheck: Check = {
  id: 'adopted',
  title: 'flakes that are yours build upon the nodes that lattice.toml says',
  run: async (patient) => {
    const [read, repository] = [await ifWell(patient.lattice), await ifWell(patient.repository)];
    if (!read || !repository) return undefined;
    const disk = flakesOnDisk(repository.root, patient.io.cwd);
    const folders = { lattice: read, packages: new Map() };
    const folderOf = (name: string) =>
      relative(repository.root, join(read.folder, read.output, folderFromOutput(folders, name)));
    const nodeAt = new Map([...read.nodes.keys()].map((name) => [folderOf(name), name]));
    const wayTo = (name: string, from: string) => {
      const way = relative(from, folderOf(name));
      return way.startsWith('..') ? way : `./${way}`;
    };
    const findings: Finding[] = [];
    for (const { name, flake, ejected, extends: said, place } of read.nodes.values()) {
      const at = folderOf(name);
      const isYours = flake !== undefined || ejected;
      const inputs = isYours ? await ifWell(async () => disk.inputsAt(at)) : undefined;
      if (inputs === undefined) continue;
      const found = [...siblingsOf(at, inputs).values()].flatMap((folder) => nodeAt.get(folder) ?? []);
      const names = [...new Set(found)].sort();
      if (names.join() === said.join()) continue;
      const shown = flake ?? relative(read.folder, join(repository.root, at));
      const lacking = said.filter((each) => !names.includes(each));
      const lines = lacking.map((each) => `${each}.url = "path:${wayTo(each, at)}";`).join(' ');
      findings.push({
        message: `the inputs of \`${shown}/flake.nix\` lead to ${listOf(names)}, and \`${name}\` extends ${listOf(said)}`,
        mend: `write extends = ${JSON.stringify(names)} below [node.${name}] in ${read.shown}${lines === '' ? '' : `\nor add to the inputs of ${shown}/flake.nix: ${lines}`}`,
        place,
      });
    }
    return findings;
  },
};

function listOf(names: readonly string[]): string {
  return names.length === 0 ? 'no node' : names.map((name) => `\`${name}\``).join(', ');
}
