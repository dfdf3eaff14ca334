// Takes a file's text on the disk and as it would be, gives the unified diff between them.
import { createTwoFilesPatch } from 'diff';

/**
 * Empty where nothing differs.
 *
 * @param file the name in the diff's header
 * @param before nothing where the file is not there
 */
export function formatDiff(file: string, before: string | undefined, after: string): string {
  if (before === after) return '';
  const from = before === undefined ? '/dev/null' : `a/${file}`;
  const patch = createTwoFilesPatch(from, `b/${file}`, before ?? '', after, undefined, undefined, {
    context: 3,
  });
  return patch.replace(/^=+\n/, '');
}
