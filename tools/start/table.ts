// Lays out what `npm start` tells of a step: one row, its columns aligned.

export interface Row {
  readonly mark: '✔' | '✖';
  readonly title: string;
  readonly outcome: string;
  readonly where: string;
  /** In milliseconds. */
  readonly time: number;
}

export function formatRow({ mark, title, outcome, where, time }: Row): string {
  const seconds = `${(time / 1000).toFixed(1)} s`;
  return `  ${mark} ${title.padEnd(18)} ${outcome.padEnd(22)} ${seconds.padStart(7)}   ${where}`;
}
