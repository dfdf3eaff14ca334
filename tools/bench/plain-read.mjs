// The peer of generating what is up to date: takes a folder, reads every file below it and hashes it.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder] = process.argv.slice(2);
for (const entry of readdirSync(String(folder), { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const file = join(entry.parentPath ?? entry.path, entry.name);
  createHash('sha256').update(readFileSync(file)).digest('hex');
}
