// docs/reference/api.md: what the packages flake-lattice and @flake-lattice/nx export, by TypeDoc from the comments of the code.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Application } from 'typedoc';

interface ApiPackage {
  readonly name: string;
  /** From the root of the repository. */
  readonly entry: string;
  readonly says: string;
}

const packages: readonly ApiPackage[] = [
  {
    name: 'flake-lattice',
    entry: 'packages/cli/src/index.ts',
    says: 'The command, as functions. Its [README](../../packages/cli/README.md#from-a-program) has an example.',
  },
  {
    name: '@flake-lattice/nx',
    entry: 'packages/nx-plugin/src/index.ts',
    says: 'The Nx plugin. Its [README](../../packages/nx-plugin/README.md) has the executors and generators, which Nx itself calls.',
  },
];

export async function apiReference(root: string): Promise<string> {
  const parts = [
    '# API',
    'What the published packages export. All other packages of this repository are bundled in, and are no API.',
  ];
  for (const each of packages) parts.push(`## ${each.name}`, each.says, await membersOf(root, each));
  return parts.join('\n\n');
}

async function membersOf(root: string, { entry }: ApiPackage): Promise<string> {
  const out = await mkdtemp(join(tmpdir(), 'flake-lattice-api-'));
  try {
    const options = {
      ...{ entryPoints: [join(root, entry)], tsconfig: join(root, 'tsconfig.json'), basePath: root },
      // The types are checked elsewhere.
      ...{ skipErrorChecking: true, logLevel: 'Error', plugin: ['typedoc-plugin-markdown'] },
      ...{ outputFileStrategy: 'modules', readme: 'none', disableSources: true, disableGit: true },
      ...{ hideBreadcrumbs: true, hidePageHeader: true, hidePageTitle: true, entryFileName: 'api' },
      ...{ parametersFormat: 'table', interfacePropertiesFormat: 'table', typeDeclarationFormat: 'table' },
      sort: ['source-order'],
      groupOrder: ['Functions', 'Variables', 'Interfaces', 'Type Aliases'],
    };
    const application = await Application.bootstrapWithPlugins(options as object);
    const project = await application.convert();
    if (project === undefined) throw new Error(`TypeDoc cannot read ${entry}`);
    application.options.setValue('out', out);
    await application.generateOutputs(project);
    return plainOf(await readFile(join(out, 'api.md'), 'utf8'));
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

/** Headings a level deeper, without what only pages of their own need. */
function plainOf(text: string): string {
  return text
    .replace(/<a id="[^"]*"><\/a> /g, '')
    .replace(/\[(`[^`]*`)\]\(#property-[^)]*\)/g, '$1')
    .replace(/^\*\*\*\n\n/gm, '')
    .replace(/^(#+ )/gm, '#$1')
    .replaceAll('__namedParameters', 'options')
    .replaceAll('| - |', '| |')
    .replaceAll('| ------ ', '| --- ')
    .trim();
}
