// All checks of `doctor`, in the order in which things have to be mended.
import type { Check } from './check.js';
import { adoptedCheck } from './check-adopted.js';
import { builderCheck, cacheCheck } from './check-distribution.js';
import {
  deadRunCheck,
  ignoredCheck,
  linkCheck,
  lockCheck,
  treeCheck,
  untrackedCheck,
} from './check-generated.js';
import { knownToGitCheck } from './check-known.js';
import { leftoverCheck } from './check-leftovers.js';
import { gitCheck, nixCheck } from './check-programs.js';
import { latticeCheck, pinCheck, planCheck, selfSourceCheck } from './check-sources.js';

export const checks: readonly Check[] = [
  nixCheck,
  gitCheck,
  latticeCheck,
  pinCheck,
  planCheck,
  adoptedCheck,
  knownToGitCheck,
  selfSourceCheck,
  ignoredCheck,
  linkCheck,
  deadRunCheck,
  treeCheck,
  leftoverCheck,
  untrackedCheck,
  lockCheck,
  builderCheck,
  cacheCheck,
];
