import { describe, expect, test } from '@jest/globals';
import { parseLibraryList } from './program-tree.js';
import { isLoader } from './unpacked-root.js';

test('parseLibraryList reads what the loader prints', () => {
  const printed = `\tlinux-vdso.so.1 (0x00007f54d06bd000)
\tlibc.so.6 => /a folder/lib/libc.so.6 (0x00007f54d0000000)
\t/lib64/ld-linux-x86-64.so.2 => /a folder/lib/ld-linux-x86-64.so.2 (0x00007f54d06bf000)
\tlibgone.so.2 => not found
`;
  expect(parseLibraryList(printed)).toEqual({
    found: new Map([['libc.so.6', '/a folder/lib/libc.so.6']]),
    absent: ['libgone.so.2'],
  });
});

describe('isLoader', () => {
  const loaders = [
    'ld-linux-x86-64.so.2',
    'ld-linux-aarch64.so.1',
    'ld-linux-armhf.so.3',
    'ld-linux-riscv64-lp64d.so.1',
    'ld-linux.so.2',
    'ld64.so.1',
    'ld.so.1',
  ];
  test.each(loaders)('%s', (name) => expect(isLoader(name)).toBe(true));
  test.each(['libld-linux.so.2', 'ld.so', 'ld-linux-x86-64.so.2.bak', 'libc.so.6'])('not %s', (name) =>
    expect(isLoader(name)).toBe(false),
  );
});
