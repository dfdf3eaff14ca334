// The exit status of every command, one list.

export const exitStatus = {
  done: 0,
  /** check, doctor or diff found something. */
  found: 1,
  /** Bad input, a missing tool, wrong usage. */
  refused: 2,
  /** Our own fault. */
  fault: 70,
  interrupted: 130,
} as const;

export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus];
