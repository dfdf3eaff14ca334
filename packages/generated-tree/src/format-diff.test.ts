import { expect, test } from '@jest/globals';
import { formatDiff } from './format-diff.js';

test('shows what changes, with the names that `patch -p1` takes', () => {
  expect(formatDiff('dir/file', 'a\nb\nc\n', 'a\nB\nc\n')).toBe(
    '--- a/dir/file\n+++ b/dir/file\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n',
  );
});

test('a file that is not there yet comes from nowhere', () => {
  expect(formatDiff('file', undefined, 'a\n')).toBe('--- /dev/null\n+++ b/file\n@@ -0,0 +1,1 @@\n+a\n');
});

test('is empty where nothing differs', () => {
  expect(formatDiff('file', 'a', 'a')).toBe('');
});
