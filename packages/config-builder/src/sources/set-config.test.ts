// The argument of --set, and the hint for one that is no TOML.
import { describe, expect, test } from '@jest/globals';
import { withoutMarks } from '../toml/marked-table.js';
import { equalToml, type TomlValue } from '../toml/toml-value.js';
import { setConfig } from './set-config.js';

describe('setConfig', () => {
  test.each<[string, string, string, TomlValue]>([
    ['rust.channel="beta"', 'rust', 'channel', 'beta'],
    [' env . "A.B" = "x=y" ', 'env', 'A.B', 'x=y'],
    ['my.list=[1, 2.0]', 'my', 'list', [1n, 2]],
    ['my.table={a = 1}', 'my', 'table', new Map([['a', 1n]])],
    ["my.text='''\na\nb'''", 'my', 'text', 'a\nb'],
  ])('takes %s', (argument, section, key, value) => {
    const config = setConfig(argument);
    expect(equalToml(withoutMarks(config), new Map([[section, new Map([[key, value]])]]))).toBe(true);
    expect(config.mark.layer).toBe('set');
  });

  test.each([
    ['rust.channel=beta', `--set 'rust.channel="beta"'`],
    ['env.A=it\'s "x"', `--set 'env.A="it'\\''s \\"x\\""'`],
    ['rust.channel=', `--set 'rust.channel=""'`],
    ['a.b=1 # c', `--set 'a.b="1 # c"'`],
    ['rust.channel', `--set 'section.key="value"'`],
    ['channel="beta"', `--set 'section.key="value"'`],
    ['=1', `--set 'section.key="value"'`],
    ['', `--set 'section.key="value"'`],
    ['[rust]\nchannel="beta"', `--set 'section.key="value"'`],
    ['a b.c=1', `--set 'section.key="value"'`],
  ])('refuses %j and hints %s', (argument, hint) => {
    expect(() => setConfig(argument)).toThrow(expect.objectContaining({ code: 'SET_SYNTAX', hint }));
  });
});
