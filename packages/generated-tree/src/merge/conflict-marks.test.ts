import { expect, test } from '@jest/globals';
import { hasConflictMarks, readSides } from './conflict-marks.js';

const marked = (base = '') => `same\n<<<<<<< HEAD\nours\n${base}=======\ntheirs\n>>>>>>> other\nend`;

test.each([
  ['', 'merge'],
  ['||||||| 1234567\nbase\n', 'diff3'],
  ['|||||||\n<<<<<<<<< nested\nx\n=========\ny\n>>>>>>>>> nested\n', 'with a base that has conflicts'],
])('gives both sides: %j', (base) => {
  expect(readSides(marked(base))).toMatchObject({
    ours: 'same\nours\nend',
    theirs: 'same\ntheirs\nend',
    conflicts: [{ line: 2, ours: ['ours\n'], theirs: ['theirs\n'] }],
  });
});

test('a side may be empty, and there may be several conflicts', () => {
  expect(readSides('<<<<<<< a\n=======\nx\n>>>>>>> b\n<<<<<<< a\ny\n=======\n>>>>>>> b\n')).toMatchObject({
    ours: 'y\n',
    theirs: 'x\n',
    conflicts: [{ line: 1 }, { line: 5 }],
  });
});

test('line ends of Windows make no difference', () => {
  expect(readSides(marked().replaceAll('\n', '\r\n'))).toMatchObject({
    ours: 'same\r\nours\r\nend',
    theirs: 'same\r\ntheirs\r\nend',
  });
});

test.each([
  'plain\n',
  'title\n=======\ntext\n',
  '<<<<<<< a\nx\n',
  '<<<<<<< a\nx\n=======\ny\n',
  '<<<<<<< a\n<<<<<<< b\n=======\n>>>>>>> c\n',
])('marks that do not fit together are none: %j', (text) => {
  expect(readSides(text)).toBeUndefined();
});

test('what is only like a mark opens no conflict', () => {
  expect(hasConflictMarks('<<<<<<<x\n <<<<<<< x\n======= \n')).toBe(false);
  expect(hasConflictMarks('a\n<<<<<<< HEAD\n')).toBe(true);
});
