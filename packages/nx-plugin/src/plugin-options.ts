// What a user may set in nx.json: takes the options as they stand there, gives them checked, with their defaults.
import { CodedError } from '@flake-lattice/errors';

export interface PluginOptions {
  /**
   * What a project is called: after the `folder` of its flake, which is unique, or after its `node`, with a unit as
   * `CRATE--UNIT` and the hub after its folder.
   */
  readonly projectNames: 'folder' | 'node';
}

/** @throws CodedError USAGE */
export function readPluginOptions(given: unknown): PluginOptions {
  const { projectNames = 'folder', ...others } = (given ?? {}) as Partial<Record<string, unknown>>;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw usage(`\`${unknown}\` is no option of the plugin`);
  if (projectNames !== 'folder' && projectNames !== 'node') {
    throw usage(`\`${String(projectNames)}\` is no choice of \`projectNames\``);
  }
  return { projectNames };
}

function usage(message: string): CodedError {
  return new CodedError({
    code: 'USAGE',
    message,
    hint: 'in nx.json: { "plugin": "@flake-lattice/nx", "options": { "projectNames": "folder" } }   (or "node")',
    place: { file: 'nx.json' },
  });
}
