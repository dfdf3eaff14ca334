import { describe, expect, test } from '@jest/globals';
import { readFlakeFacts, readNixFacts } from './read-facts.js';

const flake = (inputs: string, outputs = '_: { }') => `{ ${inputs} outputs = ${outputs}; }`;

describe('the inputs of a flake', () => {
  test('lead to a folder, to a reference, or follow', () => {
    const { inputs } = readFlakeFacts(
      flake(`inputs = {
        a.url = "path:../a";
        b = { url = "./b?dir=c"; flake = false; inputs.a.follows = "a"; };
        pinned.url = "github:o/r/0123456789abcdef0123456789abcdef01234567";
        loose.url = "github:o/r";
        same.follows = "a/b";
      };`),
    );
    expect(inputs).toEqual({
      a: { folder: '../a' },
      b: { folder: './b/c', isFiles: true, inputs: { a: { follows: ['a'] } } },
      pinned: { reference: 'github:o/r/0123456789abcdef0123456789abcdef01234567', isFixed: true },
      loose: { reference: 'github:o/r' },
      same: { follows: ['a', 'b'] },
    });
  });

  test('that only the arguments of outputs name are looked up', () => {
    const { inputs } = readFlakeFacts(flake('', '{ self, nixpkgs }: { }'));
    expect(inputs).toEqual({ nixpkgs: { reference: 'flake:nixpkgs' } });
  });

  test('are unknown where a name is computed', () => {
    expect(readFlakeFacts(flake('inputs = import ./inputs.nix;'))).toEqual({
      paths: [],
      readsRepository: false,
    });
  });
});

describe('the paths of a text', () => {
  const paths = (expression: string) => readNixFacts(expression).paths;

  test.each([
    ['../x', ['../x']],
    ['import ./outputs.nix', ['outputs.nix']],
    ['./. + "/${"../../docs/decisions"}"', ['.', '../../docs/decisions']],
    ['./. + "/../data"', ['.', '../data']],
    ['map (file: ./. + "/${file}") [ "../a" "b" ]', ['.', '../a']],
    ['../a/${name}/b', ['../a']],
    ['../a-${name}', ['..']],
    ['<nixpkgs>', []],
    ['/etc/passwd', []],
    ['"see ../x\nfor more"', []],
  ])('%s', (expression, found) => {
    expect(paths(expression)).toEqual(found);
  });
});

describe('a flake reads its repository', () => {
  test.each([
    ['{ self }: { x = "${self}"; }', true],
    ['{ self }: { x = self + "/lib"; }', true],
    ['{ self }: { x = self.outPath; }', true],
    ['inputs: { x = inputs.self; }', true],
    ['inputs: import ./outputs.nix inputs', true],
    ['{ self }: { x = self.packages.y; }', false],
    ['inputs: { x = inputs.a.lib; }', false],
    ['inputs: { x = { inherit (inputs.self) packages checks; }; }', false],
    ['inputs: { x = { inherit (inputs.self) packages outPath; }; }', true],
    ['inputs: { x = f (inputs.self) packages; }', true],
  ])('%s: %s', (outputs, expected) => {
    expect(readFlakeFacts(flake('', outputs)).readsRepository).toBe(expected);
  });
});

test('what is not Nix has its place', () => {
  expect(readFlakeFacts('{\n  outputs = ;\n}').fault).toMatchObject({ line: 2, column: 13 });
});
