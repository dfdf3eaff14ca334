// Takes the text of a `console` block, gives the commands in it, each with what it is shown to print.

export interface TranscriptStep {
  /** One line of shell, or several where each but the last ends in a backslash. */
  readonly command: string;
  /** What is shown below it; `…` stands for what differs from run to run. */
  readonly shown: string;
  /** The line of the command in its document. */
  readonly line: number;
}

/**
 * @param firstLine the line of the document that the text begins on
 * @throws Error for text before the first `$ `
 */
export function readTranscript(text: string, firstLine: number): readonly TranscriptStep[] {
  const steps: { command: string; shown: string; line: number }[] = [];
  let continues = false;
  for (const [index, line] of text.replace(/\n$/, '').split('\n').entries()) {
    const last = steps.at(-1);
    if (continues && last) last.command += `\n${line}`;
    else if (line.startsWith('$ '))
      steps.push({ command: line.slice(2), shown: '', line: firstLine + index });
    else if (last) last.shown += `${line}\n`;
    else throw new Error(`line ${firstLine + index} comes before the first command of its block`);
    continues = (continues || line.startsWith('$ ')) && line.endsWith('\\');
  }
  return steps;
}
