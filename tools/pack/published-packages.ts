// The packages that are published: which folder each is made of, and what goes into it beside what its bin files start.

export interface PublishedPackage {
  /** Below `packages/`. */
  readonly folder: string;
  /** Modules of `src/` that are bundled, each a file of `dist/bundle`; those that have a type of their own. */
  readonly modules: readonly string[];
  /** Whether the types of its `index` are published. */
  readonly hasTypes: boolean;
  /** Files and folders of the package that are copied. */
  readonly copied: readonly string[];
  /** Files of `tools/pack/starters` that take the place of those in `bin/`, which choose between what was built and sources. */
  readonly starters: readonly string[];
  /** Whether it generates, and so needs templates and the other data of a generation. */
  readonly generates: boolean;
}

export const publishedPackages = {
  'flake-lattice': {
    folder: 'cli',
    modules: ['command', 'index'],
    hasTypes: true,
    copied: ['bin'],
    starters: ['flake-lattice.js'],
    generates: true,
  },
  '@flake-lattice/nx': {
    folder: 'nx-plugin',
    modules: ['index', 'executors', 'generators', 'hooks'],
    hasTypes: true,
    copied: ['bin', 'schemas', 'executors.json', 'generators.json'],
    starters: ['load-module.cjs'],
    generates: true,
  },
  'create-flake-lattice': {
    folder: 'create-flake-lattice',
    modules: [],
    hasTypes: false,
    copied: ['bin'],
    starters: [],
    generates: false,
  },
} as const satisfies Readonly<Record<string, PublishedPackage>>;

/** What a bundle looks for beside itself, or loads where it is installed, stays an ordinary dependency. */
export const leftOutside = ['jiti', 'web-tree-sitter'] as const;

/** A workspace has an Nx of its own, of a version that `nx-versions.test.ts` tries. */
export const nxVersions = '>=20.8.0 <25.0.0';
