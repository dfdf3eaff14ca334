import { describe, expect, test } from '@jest/globals';
import { readFlake } from '../flake-inputs/read-flake.js';
import { type DeclaredInput, type DeclaredInputs, declaredInputsOf } from './declared-inputs.js';

function read(text: string): unknown {
  const declared = declaredInputsOf(readFlake(text));
  return declared && plain(declared);
}

function plain(inputs: DeclaredInputs): object {
  const plainInput = ({ inputs: inner, attributes, ...rest }: DeclaredInput) => ({
    ...rest,
    ...(attributes ? { attributes: Object.fromEntries(attributes) } : {}),
    ...(inner ? { inputs: plain(inner) } : {}),
  });
  return Object.fromEntries([...inputs].map(([name, input]) => [name, plainInput(input)]));
}

describe('what a flake declares', () => {
  test.each([
    ['{ outputs = _: { }; }', {}],
    ['{ outputs = { self, nixpkgs, ... }: { }; }', { nixpkgs: {} }],
    ['{ outputs = { self, b ? null }@all: { }; inputs.b.follows = ""; }', { b: { follows: [] } }],
    ['{ inputs.a.url = "path:./a"; outputs = _: { }; }', { a: { url: 'path:./a' } }],
    ['{ inputs.a.url = github:o/r; outputs = (_: { }); }', { a: { url: 'github:o/r' } }],
    ['{ inputs.a.url = ./a//b/.; outputs = _: { }; }', { a: { url: 'path:a/b' } }],
    [
      '{ inputs = rec { "a b" = { url = "./x"; flake = false; }; }; outputs = _: { }; }',
      { 'a b': { url: './x', flake: false } },
    ],
    [
      '{ inputs = { a = { type = "git"; url = "file:///x"; shallow = true; n = 3; }; }; outputs = _: { }; }',
      { a: { url: 'file:///x', attributes: { type: 'git', shallow: true, n: 3 } } },
    ],
    [
      '{ inputs.a.inputs.b.inputs = { c.follows = "/d//e/"; "f".url = "./f"; }; outputs = _: { }; }',
      { a: { inputs: { b: { inputs: { c: { follows: ['d', 'e'] }, f: { url: './f' } } } } } },
    ],
    ['{ inputs.a = { inputs = { }; }; outputs = _: { }; }', { a: {} }],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });
});

describe('what only evaluation tells, or Nix refuses', () => {
  test.each([
    '{ inputs = import ./inputs.nix; outputs = _: { }; }',
    '{ inputs.a.url = "path:" + "./a"; outputs = _: { }; }',
    '{ inputs.a.url = "path:${x}"; outputs = _: { }; }',
    '{ inputs.${x}.url = "path:./a"; outputs = _: { }; }',
    '{ inputs.a = x; outputs = _: { }; }',
    '{ inputs.a.inputs = x; outputs = _: { }; }',
    '{ inputs.a.flake = x; outputs = _: { }; }',
    '{ inputs.a.flake = "false"; outputs = _: { }; }',
    '{ inputs.a.follows = true; outputs = _: { }; }',
    '{ inputs.a.url = ../a; outputs = _: { }; }',
    '{ inputs.a.url = ./.; outputs = _: { }; }',
    '{ inputs.a.url.b = "x"; outputs = _: { }; }',
    '{ inputs.a.rev = -1; outputs = _: { }; }',
    '{ inputs.self.submodules = true; outputs = _: { }; }',
    '{ inputs = { inherit a; }; outputs = _: { }; }',
    '{ inputs.a = { inherit (x) url; }; outputs = _: { }; }',
    '{ inputs.a.url = "path:./a"; }',
    '{ inputs.a.url = "path:./a"; outputs = let x = 1; in _: { }; }',
    '{ inputs.a.url = "path:./a"; outputs = import ./outputs.nix; }',
  ])('%s', (text) => {
    expect(read(text)).toBeUndefined();
  });
});
