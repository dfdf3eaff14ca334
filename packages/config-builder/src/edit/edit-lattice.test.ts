// Edits of lattice.toml: just the change, every other byte kept, in all the ways that TOML can be written.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sampled } from '../../../../tools/testing/random.js';
import { withoutMarks } from '../toml/marked-table.js';
import { readToml } from '../toml/read-toml.js';
import { anyTomlTable } from '../toml/toml-arbitrary.fixture.js';
import { equalToml, isTomlTable, type TomlTable } from '../toml/toml-value.js';
import { writeToml } from '../toml/write-toml.js';
import { addNode, setExternalPin, setNodeKey } from './edit-lattice.js';
import { withKey } from './edit-text.js';

const values = (text: string) => withoutMarks(readToml(text, 'lattice.toml'));

/** The lines that an edit adds, with `+`, and those that it takes away, with `-`; all others stay in their order. */
function difference(before: string, after: string): readonly string[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  let start = 0;
  while (start < Math.min(old.length, now.length) && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < Math.min(old.length, now.length) - start && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  return [
    ...old.slice(start, old.length - end).map((line) => `-${line}`),
    ...now.slice(start, now.length - end).map((line) => `+${line}`),
  ];
}

describe('addNode', () => {
  const node = { name: 'dev', description: 'rust ∨ web', template: 'shell', extends: ['rust', 'web'] };
  const block = '[node.dev]\ndescription = "rust ∨ web"\ntemplate = "shell"\nextends = ["rust", "web"]\n';

  test.each([
    ['', block],
    ['# only a comment', `# only a comment\n\n${block}`],
    ['[node.a] # c\nx = 1\n', `[node.a] # c\nx = 1\n\n${block}`],
    ['[node.a]\n\n', `[node.a]\n\n${block}`],
    ['[node.a]\r\n', `[node.a]\r\n\r\n${block.replaceAll('\n', '\r\n')}`],
    ['[node]\na.description = "a"\n', `[node]\na.description = "a"\n\n${block}`],
    ['node.a.description = "a"\n', `node.a.description = "a"\n\n${block}`],
    ['\ufeff[node.a]\n', `\ufeff[node.a]\n\n${block}`],
  ])('adds to %j at its end', (text, wanted) => {
    expect(addNode(text, node)).toBe(wanted);
  });

  test('writes only what it is given', () => {
    expect(addNode('', { name: 'a', extends: [] })).toBe('[node.a]\n');
  });

  test.each([['node = { a = {} }\n'], ['[[node]]\n'], ['node = 1\n']])(
    'refuses %j with the lines to write by hand',
    (text) => {
      expect(() => addNode(text, node)).toThrow(
        expect.objectContaining({
          code: 'LATTICE_NOT_EDITABLE',
          hint: expect.stringContaining(block.trimEnd()),
          place: { file: 'lattice.toml' },
        }),
      );
    },
  );

  test.each([
    ['', '../x', 'NODE_NAME_INVALID'],
    ['', 'self', 'NODE_NAME_INVALID'],
    ['[node.dev.config]\n', 'dev', 'NODE_EXISTS'],
    ['[node', 'dev', 'CONFIG_SYNTAX'],
  ])('refuses in %j the name %j with %s', (text, name, code) => {
    expect(() => addNode(text, { ...node, name })).toThrow(expect.objectContaining({ code }));
  });
});

describe('setNodeKey', () => {
  test.each<[string, readonly string[]]>([
    [
      '[node.a]\nejected = false # for now\nx = 1\n',
      ['-ejected = false # for now', '+ejected = true # for now'],
    ],
    ['[node.a]\n  x = 1 # last\n\n# about b\n[node.b]\n', ['+  ejected = true']],
    ['[node.a]\n[node.b]\n', ['+ejected = true']],
    ['[node.a]', ['+ejected = true']],
    ['[node.a] # c\n', ['+ejected = true']],
    ['[node.a]\nx = """\na\n"""\n[node.a.config]\ny = 1\n', ['+ejected = true']],
    ['[node.b]\n# about a\n[node.a.config]\ny = 1\n', ['+[node.a]', '+ejected = true', '+']],
    ['[node]\na.x = 1\nb.x = 1\n', ['+a.ejected = true']],
    ['node.a.x = 1\n', ['+node.a.ejected = true']],
    ['[node]\na.ejected = false\n', ['-a.ejected = false', '+a.ejected = true']],
    ['[node]\na = { x = 1 }\n', ['-a = { x = 1 }', '+a = { x = 1, ejected = true }']],
    ['[node]\na = {} # c\n', ['-a = {} # c', '+a = { ejected = true } # c']],
    [
      'node = { a = { x = [1] }, b = {} }\n',
      ['-node = { a = { x = [1] }, b = {} }', '+node = { a = { x = [1], ejected = true }, b = {} }'],
    ],
    ['node = { a.x = 1 }\n', ['-node = { a.x = 1 }', '+node = { a.x = 1, a.ejected = true }']],
    ['[node."a"]\n', ['+ejected = true']],
    ['[ node . a ]\nx = 1\n', ['+ejected = true']],
  ])('sets a key in %j', (text, lines) => {
    const after = setNodeKey(text, 'a', 'ejected', true);
    expect(difference(text, after)).toEqual(lines);
    const crlf = text.replaceAll('\n', '\r\n');
    if (!text.includes('"""') && text.includes('\n')) {
      expect(setNodeKey(crlf, 'a', 'ejected', true)).toBe(after.replaceAll('\n', '\r\n'));
    }
  });

  test('replaces arrays over several lines, and writes as people do', () => {
    const text = '[node.a]\nextends = [\n  "b", # why\n  "c",\n]\n# end\n';
    expect(setNodeKey(text, 'a', 'extends', ['b', 'd'])).toBe('[node.a]\nextends = ["b", "d"]\n# end\n');
  });

  test.each([
    ['[node.b]\n', 'NODE_UNKNOWN'],
    ['[[node.a]]\n', 'NODE_UNKNOWN'],
    ['[node.a]\n[node.a.ejected]\nx = 1\n', 'LATTICE_NOT_EDITABLE'],
  ])('refuses %j with %s', (text, code) => {
    expect(() => setNodeKey(text, 'a', 'ejected', true)).toThrow(expect.objectContaining({ code }));
  });

  test('is right or refuses, for random documents, and keeps every line that is not the key', () => {
    const anyDocument = fc.tuple(anyTomlTable, anyTomlTable, fc.boolean()).map(([table, node, isInline]) => {
      const whole: TomlTable = new Map([...table, ['node', new Map([['a', node]])]]);
      const others = writeToml(new Map([...whole].filter(([key]) => key !== 'node')));
      const inline = `node = { a = ${[...node].length === 0 ? '{}' : '{ ejected = 1 }'} }\n${others}`;
      return isInline ? inline : writeToml(whole);
    });
    fc.assert(
      fc.property(anyDocument, (text) => {
        const before = values(text);
        const node = before.get('node') as TomlTable;
        if (!isTomlTable(node.get('a') as never)) return;
        try {
          const after = setNodeKey(text, 'a', 'ejected', true);
          expect(equalToml(values(after), withKey(before, ['node', 'a', 'ejected'], true))).toBe(true);
          expect(setNodeKey(after, 'a', 'ejected', true)).toBe(after);
        } catch (error) {
          expect(error).toMatchObject({ code: 'LATTICE_NOT_EDITABLE' });
        }
      }),
      sampled(300),
    );
  });
});

describe('setExternalPin', () => {
  const pin = 'github:o/r/0123';

  test.each<[string, string, readonly string[]]>([
    ['[inputs.r]\nurl = "github:o/r"\n\n[node.a]\n', 'r', [`+pin = "${pin}"`]],
    ['[inputs.r]\nurl = "github:o/r"\npin = "x" # old\n', 'r', ['-pin = "x" # old', `+pin = "${pin}" # old`]],
    ['[inputs]\nr.url = "github:o/r"\n', 'r', [`+r.pin = "${pin}"`]],
    ['[inputs]\nr = { url = "x" }\n', 'r', ['-r = { url = "x" }', `+r = { url = "x", pin = "${pin}" }`]],
    ['[node.a]\n', 'nixpkgs', ['+[inputs.nixpkgs]', `+pin = "${pin}"`, '+']],
  ])('sets it in %j for %s', (text, name, lines) => {
    expect(difference(text, setExternalPin(text, name, pin))).toEqual(lines);
  });

  test('refuses an input that is not there', () => {
    expect(() => setExternalPin('[inputs.rust]\nurl = "x"\n', 'rusty', pin)).toThrow(
      expect.objectContaining({
        code: 'INPUT_UNKNOWN',
        hint: expect.stringContaining('did you mean `rust`?'),
      }),
    );
  });
});
