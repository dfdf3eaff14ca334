// Names the projects: takes the nodes and how they are to be named, gives a name for each, and refuses one name for two.
import { posix } from 'node:path';
import { CodedError } from '@flake-lattice/errors';
import type { PluginOptions } from '../plugin-options.js';
import type { GraphFault, LatticeNode } from './graph.js';
import { fileOf } from './graph.js';

/** By the folders of the nodes. */
export function nameProjects(
  nodes: readonly LatticeNode[],
  { projectNames }: PluginOptions,
  faults: GraphFault[],
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const owners = new Map<string, string>();
  for (const { folder, tree } of nodes) {
    const name = projectNames === 'folder' ? folder : nodeName(folder, tree.folder);
    const owner = owners.get(name);
    if (owner === undefined) {
      owners.set(name, folder);
      names.set(folder, name);
    } else faults.push({ file: fileOf(folder), error: clash(name, owner, folder) });
  }
  return names;
}

/** The name of the input that the hub has for it. */
function nodeName(folder: string, hub: string): string {
  return folder === hub ? posix.basename(folder) : posix.relative(hub, folder).replaceAll('/', '--');
}

function clash(name: string, one: string, other: string): CodedError {
  return new CodedError({
    code: 'PROJECT_NAME_CLASH',
    message: `\`${one}\` and \`${other}\` would both be the project \`${name}\``,
    hint: 'in nx.json, take out "projectNames" of the plugin @flake-lattice/nx: folders are unique\nor rename one of the nodes',
    place: { file: fileOf(other) },
  });
}
