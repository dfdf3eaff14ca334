// All that a new repository can begin with, by the names that `--template` takes.
import { configStart } from './config.js';
import { rustStart } from './rust.js';
import { shellsStart } from './shells.js';
import type { Start } from './start.js';

export const starts = {
  shells: shellsStart,
  config: configStart,
  rust: rustStart,
} as const satisfies Readonly<Record<string, Start>>;

export type StartName = keyof typeof starts;

export const startNames = Object.keys(starts) as readonly StartName[];

/** What is taken where nobody says. */
export const defaultStart: StartName = 'shells';
