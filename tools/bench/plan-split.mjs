// Our side of the bench of splitting: takes the folder of a crate, links, plans and emits its split without writing it, and
// prints how long that took. With `parse` it is the peer: tree-sitter alone, over all files of the crate.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const layer = new URL('../../packages/rust-units/', import.meta.url);
/** @param {string} module */
const load = (module) => import(new URL(`dist/${module}`, layer).href);
const [folder = '', what] = process.argv.slice(2);
process.stdout.write(`${what === 'parse' ? await parseAll() : await planAndEmit()}\n`);

async function planAndEmit() {
  const { loadRustParser } = await load('syntax/rust-parser.js');
  const { readCrate } = await load('read/read-crate.js');
  const { linkCrate } = await load('link-crate.js');
  const { buildSplit } = await load('build-split.js');
  const { hashPlan } = await load('record.js');
  const parse = await loadRustParser();
  const coarseness = { granularity: 'declaration' };
  const read = readCrate(folder, parse);
  const begun = performance.now();
  const linked = linkCrate(read);
  hashPlan(linked, coarseness, {});
  buildSplit(linked, { ...coarseness, header: ['Generated.'], placePath: String }, parse);
  return performance.now() - begun;
}

async function parseAll() {
  const { resolve } = createRequire(new URL('package.json', layer));
  const { Language, Parser } = await import(resolve('web-tree-sitter'));
  await Parser.init({ wasmBinary: readFileSync(resolve('web-tree-sitter/web-tree-sitter.wasm')) });
  const parser = new Parser();
  parser.setLanguage(await Language.load(readFileSync(resolve('tree-sitter-rust/tree-sitter-rust.wasm'))));
  const files = readdirSync(join(folder, 'src')).map((name) => join(folder, 'src', name));
  const texts = files.map((file) => readFileSync(file, 'utf8'));
  const begun = performance.now();
  for (const text of texts) parser.parse(text)?.delete();
  return performance.now() - begun;
}
