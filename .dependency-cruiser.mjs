// The rule that imports run one way: sources, model, plan, files, programs, and the shells on top.

/** Each package with those it may import, in the order of the flow. */
const allowed = {
  errors: [],
  lattice: ['errors'],
  'nix-text': ['errors'],
  programs: ['errors'],
  'generated-tree': ['errors', 'programs'],
  'command-shell': ['errors'],
  'config-builder': ['errors', 'lattice', 'programs', 'generated-tree', 'command-shell'],
  'flake-template': [
    'errors',
    'lattice',
    'nix-text',
    'programs',
    'generated-tree',
    'command-shell',
    'config-builder',
  ],
  'rust-units': ['errors', 'lattice', 'programs'],
  'lattice-page': [],
  'root-integrator': ['errors', 'nix-text', 'programs', 'generated-tree', 'command-shell'],
  cli: [
    'errors',
    'lattice',
    'nix-text',
    'programs',
    'generated-tree',
    'command-shell',
    'config-builder',
    'flake-template',
    'rust-units',
    'root-integrator',
    'lattice-page',
  ],
  'nx-plugin': [
    'errors',
    'nix-text',
    'programs',
    'generated-tree',
    'command-shell',
    'config-builder',
    'flake-template',
    'cli',
  ],
  // It is a bin file alone.
  'create-flake-lattice': ['cli'],
};

const tests = '\\.(test|fixture)\\.ts$';
/** Files of a package that stand at the edge: they may read the clock, the environment and standard streams. */
const commands = '/src/command\\.ts$';

const oneWay = Object.entries(allowed).map(([name, others]) => ({
  name: `${name} imports only what lies below it`,
  severity: 'error',
  from: { path: `^packages/${name}/src/`, pathNot: tests },
  to: {
    path: '^packages/',
    pathNot: [name, ...others].map((other) => `^packages/${other}/`).concat('node_modules'),
  },
}));

export default {
  forbidden: [
    ...oneWay,
    { name: 'no circle', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'a package is had by its face',
      severity: 'error',
      from: { path: '^packages/([^/]+)/', pathNot: tests },
      // Texts that most who import the package have no use for have a face of their own.
      to: {
        path: '^packages/([^/]+)/src/(?!(explanations/)?index\\.ts$)',
        pathNot: '^packages/$1/',
      },
    },
    {
      name: 'packages do not import tools',
      severity: 'error',
      from: { path: '^packages/', pathNot: [tests, '/bin/'] },
      to: { path: '^(tools|nix)/' },
    },
    {
      name: 'only programs starts programs',
      severity: 'error',
      // Nx has the last one print a part of a hash, in a process that loads nothing else.
      from: { path: '^packages/(?!programs/)', pathNot: [tests, '^packages/nx-plugin/bin/machine\\.cjs$'] },
      to: { path: '^(node:)?child_process$|node_modules/execa/' },
    },
    {
      name: 'the shell is not imported',
      severity: 'error',
      from: { path: '^packages/', pathNot: [tests, commands] },
      to: { path: commands },
    },
    {
      name: 'every import is found',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'what is used is declared',
      severity: 'error',
      from: { path: '^packages/', pathNot: tests },
      // A peer is declared, whatever else it is taken for.
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'], dependencyTypesNot: ['npm-peer'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(/dist/|/fixtures/)' },
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default'],
    },
  },
};
