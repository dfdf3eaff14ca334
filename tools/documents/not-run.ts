// The commands in documents that the test of the transcripts does not run, each with its reason. Keep it short.

export const notRun: Readonly<Record<string, string>> = {
  'git clone URL flake-lattice': 'the URL is that of whoever clones',
  'cd flake-lattice': 'the copy that the test works in has another name',
  'npm test': 'it runs this test',
  'npm test -- packages/nix-text': 'it is part of the whole suite, which runs this test',
  'NODE_OPTIONS=--experimental-vm-modules npx jest tools/documents/transcripts -t docs/tutorial.md':
    'it runs this test',
  'npm install --save-dev flake-lattice': 'it fetches what is published',
  'npm install --save-dev @flake-lattice/nx flake-lattice': 'it fetches what is published',
  'npm create flake-lattice my-lattice -- --template shells': 'it fetches what is published',
  'npm run pack': 'the test of the published packages runs it',
  'nix build .#unit': 'it stands for a package of the reader',
  'node tools/bootstrap.mjs tools/nixpkgs-signatures/compare.ts --nixpkgs github:NixOS/nixpkgs/nixos-25.11':
    'it fetches the real nixpkgs',
  'npm run prove -- round-trip': 'it takes minutes',
  'node tools/bootstrap.mjs tools/crates/split-crates.ts fnv': 'it fetches packages of Debian',
  'npm run scip': 'it fetches packages of Debian, and takes minutes',
};
