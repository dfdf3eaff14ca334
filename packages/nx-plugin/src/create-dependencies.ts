// The edges of the plugin: takes the projects that Nx knows, gives an edge for each flake input.

import { graphOf } from './create-nodes.js';
import { fileOf } from './graph/graph.js';
import type { CreateDependenciesContext, DependencyType, RawProjectGraphDependency } from './nx-devkit.js';

/** A project may have another name than the plugin gave it, by a project.json of its own. */
export function createDependencies({
  projects,
  workspaceRoot,
  fileMap,
}: Pick<CreateDependenciesContext, 'projects' | 'workspaceRoot' | 'fileMap'>): RawProjectGraphDependency[] {
  const names = new Map(Object.entries(projects).map(([name, { root }]) => [root, name]));
  const filesOf = () =>
    Object.values(fileMap.projectFileMap).flatMap((files) => files.map(({ file }) => file));
  const graph = graphOf(workspaceRoot, filesOf);
  return [...graph.nodes.values()].flatMap(({ folder, below, externals }) => {
    const source = names.get(folder);
    if (source === undefined) return [];
    const targets = [...below.flatMap((each) => names.get(each) ?? []), ...externals];
    return targets.map((target) => ({
      source,
      target,
      type: 'static' as DependencyType.static,
      sourceFile: fileOf(folder),
    }));
  });
}
