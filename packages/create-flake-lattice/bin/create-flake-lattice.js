#!/usr/bin/env node
// Begins a lattice: hands all that it is given to `flake-lattice init`.
process.argv.splice(2, 0, 'init');
await import('flake-lattice/start');
