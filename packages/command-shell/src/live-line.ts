// A line that changes while work goes on, at the end of what a terminal shows: takes an io, gives one that keeps out of its way.
import type { CommandIo } from './command-io.js';

export interface LiveLine {
  /** Prints as the io did, above the line. */
  readonly io: CommandIo;
  /** Puts a text there in place of the one before. */
  readonly show: (text: string) => void;
  /** Takes the line away, and leaves no trace. */
  readonly clear: () => void;
}

/** Who is done sooner is not worth a line; in milliseconds. */
const patience = 200;
/** The time that has passed is shown anew that often, in milliseconds. */
const pace = 1000;

/**
 * Standard error has to be a terminal. The line tells how long its work takes, and never breaks.
 *
 * @param columns how wide the terminal is
 */
export async function openLiveLine(
  io: CommandIo,
  columns: () => number = () => process.stderr.columns || 80,
): Promise<LiveLine> {
  // Loaded where there is a terminal alone: a command that starts late is a slow one.
  const { createLogUpdate } = await import('log-update');
  const write = (text: string) => {
    io.err(text);
    return true;
  };
  const stream = { isTTY: true, columns: 10_000, rows: 100, write };
  const update = createLogUpdate(stream as unknown as NodeJS.WriteStream, { showCursor: true });
  const started = performance.now();
  let text = '';
  let isShown = false;
  const draw = () => {
    const passed = performance.now() - started;
    if (text === '' || passed < patience) return;
    isShown = true;
    const time = passed < 2000 ? '' : `  ${Math.floor(passed / 1000)} s`;
    const room = columns() - time.length - 1;
    update(`${text.length > room ? `${text.slice(0, Math.max(0, room - 1))}…` : text}${time}`);
  };
  const hide = () => {
    if (isShown) update.clear();
    isShown = false;
  };
  const timer = setInterval(draw, pace);
  timer.unref();
  const above = (print: CommandIo['out']) => (printed: string) => {
    const wasShown = isShown;
    hide();
    print(printed);
    if (wasShown) draw();
  };
  return {
    io: { ...io, out: above(io.out), err: above(io.err) },
    show: (next) => {
      text = next;
      draw();
    },
    clear: () => {
      clearInterval(timer);
      text = '';
      hide();
    },
  };
}
