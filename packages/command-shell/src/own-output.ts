// Keeps standard output for the results of a command: gives what writes there, and has all else that this process prints,
// such as the code of a lattice.config.ts or of a template, go to standard error.

let writeOwn: ((text: string) => void) | undefined;

/** The same however often it is asked for: a process has one standard output. */
export function keepOwnOutput(): (text: string) => void {
  if (writeOwn) return writeOwn;
  const { stdout, stderr } = process;
  const write = stdout.write.bind(stdout);
  writeOwn = (text) => void write(text);
  stdout.write = stderr.write.bind(stderr);
  return writeOwn;
}
