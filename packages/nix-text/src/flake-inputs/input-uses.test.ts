import { describe, expect, test } from '@jest/globals';
import { findDelegates, findMentions, findRefusers, takesArgument } from './delegates.js';
import { findFreeUses } from './free-names.js';
import { findHandedOn } from './handed-on.js';
import { findInputUses } from './input-uses.js';
import { readFlake } from './read-flake.js';

/** The lambda of a flake whose uses are marked: `«x»` is one, with `?` for likely and `!` for unclear ones. */
function marked(outputs: string, head = '{'): string {
  const text = `${head} inputs.x.url = "u"; outputs = ${outputs}; }`;
  const marks = { certain: '', likely: '?', unclear: '!' };
  let result = text;
  for (const { span, trust } of findInputUses(readFlake(text), 'x').toReversed()) {
    result = `${result.slice(0, span.start)}«${text.slice(span.start, span.end)}${marks[trust]}»${result.slice(span.end)}`;
  }
  return result.slice(`${head} inputs.x.url = "u"; outputs = `.length, -3);
}

describe('findInputUses', () => {
  test.each([
    '{ self, x }: [ «x» «x».y "${«x»}" y.x { x = «x»; } ]',
    '{ x }: let x = 1; in x',
    '{ x }: let y = «x»; in { inherit («x») x; inherit «x» y; }',
    '{ x }: let inherit «x»; in x',
    '{ x }: rec { x = 1; y = x; }',
    '{ x }: { x, y ? x }: x',
    '{ x }: { y ? «x» }@z: [ «x» z.x ]',
    '{ x }: x: x',
    '{ x }: with y; «x»',
    '{ ... }: with y; x',
    'inputs: [ inputs.«x» inputs.«"x"».y (inputs ? «x») inputs.self.inputs.«x» inputs.y.x x ]',
    'inputs: { inherit (inputs) «x» y; }',
    'inputs: let inherit (inputs) «x»; in x',
    'inputs: with inputs; «x»',
    'inputs: with inputs; let x = 1; in x',
    'inputs: with inputs; with y; «x!»',
    'inputs: with y; with inputs; «x»',
    'inputs: { inputs, ... }: inputs.«x?»',
    "inputs: { inputs', ... }: inputs'.«x?»",
    'inputs: inputs: inputs.x',
    'all: { all }: [ all.«x?» ]',
    '{ self, ... }: [ self.inputs.«x» self.x self.inputs.y.x ]',
    '{ self, ... }: let inherit (self) inputs; in inputs.«x»',
    '{ self, ... }: let i = self.inputs; inherit (i) y; in { inherit (i) «x»; a = with i; «x»; }',
    '{ self, ... }@a: rec { b = (a); inherit (b) «x»; c = (b).«x».b.x; }',
    'inputs: let inherit (inputs) self; in self.inputs.«x»',
    'all: let inherit (all.self) inputs; in inputs.«x»',
    'inputs: let me = inputs.self; in [ me.inputs.«x» me.x ]',
    'inputs: let inherit inputs; in inputs.«x»',
    'inputs: let inputs = inputs; in inputs.x',
    'inputs: let i = inputs // { }; j.i = inputs; in [ i.x j.i.x ]',
    'inputs: let self = { }; in self.inputs.x',
    '{ self, ... }: { inherit (self.inputs) «x»; }',
    '{ x ? 1, y ? «x» }: y',
    '({ x }: («x»))',
    'let x = 1; in { y }: x',
  ])('%s', (expected) => {
    expect(marked(expected.replaceAll(/[«»?!](?=[»])|[«»]/g, ''))).toBe(expected);
  });

  test('a recursive flake sees its own inputs', () => {
    expect(marked('{ x }: inputs.x.url', 'rec {')).toBe('{ x }: inputs.«x».url');
    expect(marked('inputs: inputs.x.url', 'rec {')).toBe('inputs: inputs.«x».url');
  });
});

test.each([
  ['{ self }: with p; [ x ]', 1],
  ['{ self }: with p; let x = 1; in [ x ]', 0],
  ['{ self }: { inherit x; y.x = x; }', 2],
  ['inputs: with inputs; x', 0],
  ['{ self, x }: x', 0],
  ['{ self, y ? x }: 1', 1],
])('%s: a new argument x would change %d places', (outputs, count) => {
  expect(findFreeUses(readFlake(`{ outputs = ${outputs}; }`), 'x').length).toBe(count);
});

test.each([
  ['inputs: import ./o.nix inputs', ['./o.nix direct']],
  ['{ self, ... }@all: (import ./o) (all // { x = 1; })', ['./o direct']],
  ['inputs: import ./o.nix { inherit inputs; y = 1; }', ['./o.nix']],
  ['inputs: import ./o.nix { i = inputs; }', ['./o.nix']],
  ['inputs: import ./o.nix { inherit (inputs) a; }', ['./o.nix']],
  ['{ self }: import ./o.nix { inherit self; }', []],
  ['inputs: import (./o + "/x") inputs', []],
  ['import ./o.nix', ['./o.nix direct']],
  ['inputs: let f = import ./o.nix; in f inputs', ['./o.nix direct']],
  ['inputs: let f = g; g = (import ./o.nix); in { x = f inputs; }', ['./o.nix direct']],
  ['inputs: let f = g; g = f; in f inputs', []],
])('%s is handed to %j', (outputs, expected) => {
  const found = findDelegates(readFlake(`{ outputs = ${outputs}; }`));
  expect(found.map(({ path, isDirect }) => `${path}${isDirect ? ' direct' : ''}`)).toEqual(expected);
});

test.each([
  ['inputs: [ inputs.a (inputs ? b) (with inputs; c) { inherit (inputs) d; } ]', 0],
  ['inputs: f { inherit inputs; x = inputs; }', 2],
  ['inputs: f (inputs // { })', 1],
  ['inputs: { inputs, ... }: inputs', 0],
  ['inputs: [ inputs.${n} (inputs ? ${n}) inputs.${"n"} inputs.a.${n} ]', 2],
  ['{ self }: self', 0],
  ['{ self }: [ self.inputs.a self.inputs self.inputs.${n} { inherit (self) inputs; } ]', 3],
  ['{ self }: let inherit (self) inputs; in [ inputs.a { inherit inputs; } ]', 1],
  ['{ self }: let x = { inherit (x.self) inputs; }; in x', 0],
  ['inputs: let i = inputs; inherit inputs; j.i = inputs; in i.a', 1],
  ['inputs: rec { inherit inputs; i = inputs; inherit (inputs) self; }', 2],
])('%s hands all inputs on %d times', (outputs, count) => {
  expect(findHandedOn(readFlake(`{ outputs = ${outputs}; }`)).length).toBe(count);
});

test.each([
  ['inputs: ({ self }: 1) inputs', ['{ self }']],
  ['inputs: ({ self, x }: 1) inputs', []],
  ['inputs: ({ self, ... }: 1) inputs', []],
  ['inputs: (i: 1) inputs', []],
  ['inputs: let f = { self }: 1; in f inputs', ['{ self }']],
  ['{ self, b }@inputs: let mk = { self, b }: 3; in { y = mk (inputs // { c = 1; }); }', ['{ self, b }']],
  ['inputs: let f = system: { self }: 1; in f "s" inputs', ['{ self }']],
  ['inputs: let f = { self }: 1; in f { inherit (inputs) self; }', []],
  ['inputs: let f = { self }: 1; in (f: f inputs) (i: 1)', []],
])('%s hands x to %j, which refuse it', (outputs, expected) => {
  const text = `{ outputs = ${outputs}; }`;
  expect(findRefusers(readFlake(text), 'x').map(({ start, end }) => text.slice(start, end).trim())).toEqual(
    expected,
  );
});

test.each([
  ['{ a, b }: 1', false],
  ['{ a, x }: 1', true],
  ['{ a, ... }: 1', true],
  ['inputs: 1', true],
  ['({ a }: 1)', false],
  ['let in { a }: 1', true],
  ['{', true],
])('%s takes x: %s', (text, takes) => {
  expect(takesArgument(text, 'x')).toBe(takes);
});

test('a mention is a name or a quoted name, not a part of a text or a comment', () => {
  expect(findMentions('{ x }: [ inputs.x a."x" "x y" "${x}" xx ] # x', 'x').length).toBe(4);
});
