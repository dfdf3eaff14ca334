import { expect, test } from '@jest/globals';
import { runProgram } from './run-program.js';

const options = { cwd: '/', env: { PATH: '/usr/bin:/bin', GREETING: 'hello' } };

test('gives what the program printed, and how it ended', async () => {
  const result = await runProgram('sh', ['-c', 'echo "$GREETING"; echo oops >&2; exit 3'], options);
  expect(result).toEqual({ stdout: 'hello\n', stderr: 'oops\n', exitCode: 3 });
});

test('inherits nothing of the environment', async () => {
  process.env.NOT_INHERITED = 'x';
  const result = await runProgram('sh', ['-c', 'echo "[$NOT_INHERITED]"'], options);
  expect(result.stdout).toBe('[]\n');
});

test('a program that is absent ends with 127', async () => {
  expect((await runProgram('/no/such/program', [], options)).exitCode).toBe(127);
});

test('a program that a signal ends is told from one that fails', async () => {
  expect((await runProgram('sh', ['-c', 'kill -TERM $$'], options)).exitCode).toBe(143);
});

test('arguments are never read by a shell', async () => {
  expect((await runProgram('printf', ['%s', '$(id); `id`'], options)).stdout).toBe('$(id); `id`');
});

test('gives the lines of both streams as they come', async () => {
  const lines: string[] = [];
  await runProgram('sh', ['-c', 'echo a; echo b >&2; echo c'], {
    ...options,
    onOutputLine: (line) => lines.push(`out ${line}`),
    onErrorLine: (line) => lines.push(`err ${line}`),
  });
  expect(lines.sort()).toEqual(['err b', 'out a', 'out c']);
});

test('passes input on', async () => {
  expect((await runProgram('cat', [], { ...options, input: 'äöü\n' })).stdout).toBe('äöü\n');
});

test('a program that does not end is ended', async () => {
  const result = await runProgram('sh', ['-c', 'echo begun; exec sleep 60'], { ...options, timeout: 300 });
  expect(result).toMatchObject({ stdout: 'begun\n', exitCode: 143 });
});
