// The documents of docs/reference: takes the root of the repository, gives each with its text, a header that names its source.
import { apiReference } from './api.js';
import { commandsReference } from './commands.js';
import { errorsReference } from './errors.js';
import { latticeReference } from './lattice-toml.js';

export interface ReferenceDocument {
  /** From the root of the repository. */
  readonly path: string;
  readonly text: string;
}

const sources: Readonly<
  Record<string, { readonly source: string; readonly render: (root: string) => string | Promise<string> }>
> = {
  'commands.md': { source: 'packages/cli/src/commands', render: commandsReference },
  'lattice-toml.md': { source: 'packages/config-builder/src/schema', render: latticeReference },
  'errors.md': { source: 'packages/errors/src/explanations', render: errorsReference },
  'api.md': {
    source: 'packages/cli/src/index.ts and packages/nx-plugin/src/index.ts',
    render: apiReference,
  },
};

export async function referenceDocuments(root: string): Promise<readonly ReferenceDocument[]> {
  const documents: ReferenceDocument[] = [];
  for (const [name, { source, render }] of Object.entries(sources)) {
    const header = `<!-- Generated. source: ${source}. command: npm run reference -->`;
    documents.push({
      path: `docs/reference/${name}`,
      text: `${header}\n\n${(await render(root)).trimEnd()}\n`,
    });
  }
  return documents;
}
