// The peer of generating: takes a JSON file of paths and texts and a folder, writes each beside its place and renames it.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const [bundle, folder] = process.argv.slice(2);
for (const [path, text] of JSON.parse(readFileSync(String(bundle), 'utf8'))) {
  const file = join(String(folder), path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}
