// Holds what a command printed against what a document shows: `…` stands for anything, all else is exact.

const elision = '…';

/**
 * On a line of its own `…` stands for any number of lines, none too; within a line for any text of that line. Empty
 * lines at the end do not count.
 */
export function matchesOutput(shown: string, printed: string): boolean {
  const pattern = withoutFinalBlanks(shown).split('\n').map(patternOfLine).join('');
  return new RegExp(`^${pattern}$`, 'u').test(`${withoutFinalBlanks(printed)}\n`);
}

function patternOfLine(line: string): string {
  if (line === elision) return '(?:[^\\n]*\\n)*?';
  const parts = line.split(elision).map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  return `${parts.join('[^\\n]*')}\\n`;
}

function withoutFinalBlanks(text: string): string {
  return text.replace(/\s+$/, '');
}
