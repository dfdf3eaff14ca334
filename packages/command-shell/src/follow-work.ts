// Tells of work that takes long while it goes on: a live line on a terminal, lines elsewhere, nothing where nobody asked.
import type { CommandIo } from './command-io.js';
import { openLiveLine } from './live-line.js';

export interface Steps {
  /** What goes on now; a terminal shows the last of these alone, and nothing is kept. */
  readonly now: (text: string) => void;
  /** The same of what a log should have too: a line, where there is no terminal. */
  readonly step: (text: string) => void;
  /** What came of it all: a line that stays, on a terminal too. */
  readonly done: (text: string) => void;
  /** What is printed meanwhile goes through it. */
  readonly io: CommandIo;
}

/** @param isSilent as with `--quiet`, or where a program reads the result */
export async function followWork<Result>(
  io: CommandIo,
  { isSilent }: { readonly isSilent: boolean },
  work: (steps: Steps) => Promise<Result>,
): Promise<Result> {
  if (isSilent) return work({ now: () => {}, step: () => {}, done: () => {}, io });
  if (!io.terminal?.err || io.env.TERM === 'dumb')
    return work({ now: () => {}, step: lineTo(io), done: lineTo(io), io });
  const line = await openLiveLine(io);
  try {
    return await work({ now: line.show, step: line.show, done: lineTo(line.io), io: line.io });
  } finally {
    line.clear();
  }
}

function lineTo({ err }: Pick<CommandIo, 'err'>): (text: string) => void {
  return (text) => err(`${text}\n`);
}
