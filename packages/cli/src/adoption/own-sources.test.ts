// Where a flake is part of a source, and where it is not.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { findNamedFolders, findOwnSource } from './own-sources.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'own-sources-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function placeOf(files: Readonly<Record<string, string>>, flake = 'app', lattice = ''): string | undefined {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const found = findOwnSource(flake, lattice, findNamedFolders(root, Object.keys(files)));
  return found && `${found.file}:${found.line}`;
}

test.each([
  ['its folder', { 'app/flake.nix': '{\n  outputs = _: { src = ./.; };\n}' }, 'app/flake.nix:2'],
  ['in a string', { 'app/flake.nix': '{ outputs = _: { x = "${./.}/y"; }; }' }, 'app/flake.nix:1'],
  ['in a file beside it', { 'app/package.nix': '{ src = ./.; }' }, 'app/package.nix:1'],
  ['by another flake', { 'web/flake.nix': '{ outputs = _: { src = ../app; }; }' }, 'web/flake.nix:1'],
  [
    'the file itself',
    { 'web/flake.nix': '{ outputs = _: { src = ../app/flake.nix; }; }' },
    'web/flake.nix:1',
  ],
])('%s', (_, files, place) => {
  expect(placeOf(files)).toBe(place);
});

test.each([
  ['a folder in it', { 'app/flake.nix': '{ outputs = _: { src = ./src; y = ./. + "/src"; }; }' }],
  [
    'what is imported',
    { 'app/flake.nix': '{ outputs = { pkgs, ... }: { x = import ./.; y = pkgs.callPackage ./. { }; }; }' },
  ],
  ['inputs', { 'flake.nix': '{ inputs.app.url = ./app; outputs = _: { }; }' }],
  ['the whole repository, which changes with anything', { 'flake.nix': '{ outputs = _: { src = ./.; }; }' }],
  ['what cannot be read', { 'app/flake.nix': '{ outputs = ' }],
])('not: %s', (_, files) => {
  expect(placeOf(files)).toBeUndefined();
});
