// What counts as taking the whole repository for a source, and what does not.
import { describe, expect, test } from '@jest/globals';
import { findSelfSources } from './self-sources.js';

const flake = (body: string, parameter = '{ self, nixpkgs, ... }@inputs') =>
  `{\n  outputs = ${parameter}:\n${body};\n}\n`;

describe('findSelfSources', () => {
  test.each([
    ['{ a = "${self}"; }'],
    ['{ a = "x ${self}/lib y"; }'],
    ["{ a = ''\n  cp ${self}/x $out\n''; }"],
    ['{ src = self; }'],
    ['{ a = f { src = (self); }; }'],
    ['{ srcs = [ self ./x ]; }'],
    ['{ a.src = self; }'],
    ['{ a = builtins.path { path = self; name = "x"; }; }'],
    ['{ a = self + "/lib"; }'],
    ['{ a = self.outPath; }'],
    ['{ a = "${self.outPath}/lib"; }'],
    ['{ a = self.sourceInfo.outPath; }'],
    ['{ a = nixpkgs.lib.cleanSource self; }'],
    ['{ a = nixpkgs.lib.sourceByRegex self [ ".*" ]; }'],
    ['{ src = inputs.self; }'],
    ['{ a = "${inputs.self}/lib"; }'],
    ['{ a = inputs.self.outPath; }'],
    ['let root = self; in { src = "${self}/x"; }'],
    ['{ src = if true then self else ./x; }'],
  ])('%s is one', (body) => {
    const found = findSelfSources(flake(body));
    expect(found.length).toBeGreaterThan(0);
    expect(found[0]).toMatchObject({ line: body.includes('\n') ? 4 : 3 });
  });

  test.each([
    ['{ a = self.packages.x; }'],
    ['{ a = self.rev or "dirty"; }'],
    ['{ a = "${self.rev or "dirty"}"; }'],
    ['{ a = "${self.packages.x.default}/bin"; }'],
    ['{ a = "${self.lib.name self.rev}"; }'],
    ['{ a = self ? rev; }'],
    ['{ a = f self; }'],
    ['{ inherit self; }'],
    ['{ specialArgs = { inherit self; }; }'],
    ['{ overlays = [ self.overlays.default ]; }'],
    ['{ src = ./.; a = "self ${"x"} \\${self}"; } # ${self}'],
    ['{ a = (self: { src = self; }) 1; }'],
    ['{ a = final: { src = final.self; }; }'],
    ['{ a = inputs.self.packages; }'],
    ['{ self = { src = ./x; }; }'],
  ])('%s is none', (body) => {
    expect(findSelfSources(flake(body))).toEqual([]);
  });

  test('another name for all inputs, and no flake at all', () => {
    expect(findSelfSources(flake('{ src = all.self; }', 'all'))).toEqual([{ line: 3, column: 13 }]);
    expect(findSelfSources('[ self ]')).toEqual([]);
    expect(findSelfSources('{ outputs = ')).toEqual([]);
  });
});
