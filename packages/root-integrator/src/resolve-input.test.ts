// Which references lead to a folder of this file system, and to which.
import { expect, test } from '@jest/globals';
import { localFolder } from './resolve-input.js';

test.each([
  ['path:./x', '/repository/inner/x'],
  ['./x', '/repository/inner/x'],
  ['path:../a%20b', '/repository/a b'],
  ['path:./x?dir=deep/er', '/repository/inner/x/deep/er'],
  ['path:/elsewhere', '/elsewhere'],
  ['path:./x%2fy', undefined],
  ['path:./x?rev=1', undefined],
  ['github:o/r', undefined],
  ['nixpkgs', undefined],
])('%s', (url, folder) => {
  expect(localFolder(url, '/repository/inner')).toBe(folder);
});
