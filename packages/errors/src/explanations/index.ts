// All explanations, one for each code: a code without one does not compile.
import type { ErrorCode } from '../codes.js';
import { ofBuilds } from './builds.js';
import { ofCrates } from './crates.js';
import type { Explanation } from './explanation.js';
import { ofFlakes } from './flakes.js';
import { ofLatticeFile } from './lattice-file.js';
import { ofMachine } from './machine.js';
import { ofNodes } from './nodes.js';
import { ofOutput } from './output.js';

export type { Explanation } from './explanation.js';

export const explanations: Readonly<Record<ErrorCode, Explanation>> = {
  ...ofBuilds,
  ...ofCrates,
  ...ofFlakes,
  ...ofLatticeFile,
  ...ofMachine,
  ...ofNodes,
  ...ofOutput,
};
