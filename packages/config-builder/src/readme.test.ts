// The README: its list of keys is that of the sections, and its transcripts are what the commands print.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { documentKeys, documentLatticeKeys } from './schema/document-keys.js';

const readme = await readFile(join(import.meta.dirname, '../README.md'), 'utf8');
const programs = join(import.meta.dirname, '../../../node_modules/.bin');

function blocks(language: string): readonly string[] {
  return [...readme.matchAll(/^```(\w+)\n(.*?)^```$/gms)]
    .filter((match) => match[1] === language)
    .map((match) => match[2] as string);
}

/** What a shell prints for a line, on both its outputs. `npx` finds the command by the PATH. */
function shell(line: string, cwd: string): Promise<string> {
  const PATH = [programs, process.env.PATH].join(delimiter);
  const env = { ...process.env, NODE_OPTIONS: '', GIT_CEILING_DIRECTORIES: tmpdir(), PATH };
  return new Promise((ended) => {
    execFile('sh', ['-c', `{ ${line.replaceAll('npx ', '')}; } 2>&1`], { cwd, env }, (_, stdout) =>
      ended(stdout),
    );
  });
}

describe('the README', () => {
  test('lists the known keys', () => {
    expect(readme).toContain(`<!-- keys -->\n\n${documentKeys()}\n<!-- /keys -->`);
  });

  test('lists the keys of lattice.toml', () => {
    expect(readme).toContain(`<!-- lattice keys -->\n\n${documentLatticeKeys()}\n<!-- /lattice keys -->`);
  });

  test('shows what the commands print', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'config-readme-'));
    await writeFile(join(folder, 'lattice.toml'), blocks('toml')[0] as string);
    for (const block of blocks('console')) {
      for (const transcript of block.split(/^\$ /m).slice(1)) {
        const [line = '', ...printed] = transcript.split('\n');
        expect({ line, printed: await shell(line, folder) }).toEqual({ line, printed: printed.join('\n') });
      }
    }
    await rm(folder, { recursive: true });
  });
});
