// Bytes to text: UTF-8 alone, and where it is not.
import { describe, expect, test } from '@jest/globals';
import { decodeText } from './decode-text.js';

describe('decodeText', () => {
  test('drops a byte order mark', () => {
    expect(decodeText(Buffer.from('\ufeffa = 1'), 'f.toml')).toBe('a = 1');
  });

  test.each<[string, number[], object]>([
    ['a stray byte', [0x61, 0x0a, 0xc3, 0xa9, 0x78, 0xff, 0x79], { line: 2, column: 3 }],
    ['a character that is cut off at the end', [0x61, 0x0a, 0x0a, 0xf0, 0x9f], { line: 3, column: 1 }],
    ['a surrogate', [0xed, 0xa0, 0x80], { line: 1, column: 1 }],
    ['an overlong form', [0x78, 0xc0, 0x80], { line: 1, column: 2 }],
  ])('says where %s is', (_, bytes, place) => {
    const decode = () => decodeText(Uint8Array.from(bytes), 'f.toml');
    expect(decode).toThrow(
      expect.objectContaining({ code: 'CONFIG_SYNTAX', place: { file: 'f.toml', ...place } }),
    );
  });
});
