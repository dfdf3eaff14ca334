#!/usr/bin/env node
// Starts flake-lattice: the built command where it is fresh, its sources otherwise.
import { runCommandOf } from '../../../tools/run-typescript/run-command.mjs';

await runCommandOf(new URL('..', import.meta.url));
