// Holds nodes against the disk before Nix is asked for them: takes their names, gives nothing or an error.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CodedError } from '@flake-lattice/errors';
import { folderFromOutput } from '@flake-lattice/flake-template';
import type { Project } from './read-project.js';

/** @throws CodedError NODE_NOT_GENERATED */
export function refuseUngenerated(project: Project, nodes: readonly string[]): void {
  const { output } = project;
  const missing = nodes.filter(
    (node) => !existsSync(join(output, folderFromOutput(project, node), 'flake.nix')),
  );
  const [first] = missing;
  if (first === undefined && existsSync(join(output, 'flake.nix'))) return;
  const others = missing.length > 1 ? ` and ${missing.length - 1} more` : '';
  throw new CodedError({
    code: 'NODE_NOT_GENERATED',
    message:
      first === undefined
        ? 'the hub has not been generated yet'
        : `\`${first}\`${others} has not been generated yet`,
    hint: 'flake-lattice generate',
  });
}
