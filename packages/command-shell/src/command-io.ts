// What a command may touch of its process: results go to `out`, everything else to `err`.

export interface CommandIo {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Absolute path of the folder that relative paths are taken from. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether a person reads `out` and `err` as they come; absent, nobody does. */
  readonly terminal?: { readonly out: boolean; readonly err: boolean };
}

export function processIo(): CommandIo {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreClosedPipe);
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    cwd: process.cwd(),
    env: process.env,
    terminal: { out: Boolean(process.stdout.isTTY), err: Boolean(process.stderr.isTTY) },
  };
}

/** Who reads our output may stop early, as `head` does; that is no fault of ours. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
