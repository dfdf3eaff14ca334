import { expect, test } from '@jest/globals';
import { fromData } from './from-data.js';
import { placeExpressions, renderForTemplate } from './place.js';

test('an expression of several lines is indented as the line it begins on', () => {
  const value = renderForTemplate(fromData({ a: 1, b: { c: 1, d: 2 } }));
  expect(placeExpressions(`{\n  inputs = ${value};\n}\n`)).toBe(
    '{\n  inputs = {\n    a = 1;\n    b = {\n      c = 1;\n      d = 2;\n    };\n  };\n}\n',
  );
});

test('text without expressions stays as it is', () => {
  expect(placeExpressions('\ta\r\n  b')).toBe('\ta\r\n  b');
});

test('characters beyond the first 65,536 stay whole', () => {
  const value = renderForTemplate(fromData(['\u{10148}', '\u{10000}']));
  expect(placeExpressions(`  ${value}`)).toBe('  [\n    "\u{10148}"\n    "\u{10000}"\n  ]');
});
