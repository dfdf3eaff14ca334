import { CodedError, exitStatus } from '@flake-lattice/errors';
import { describe, expect, test } from '@jest/globals';
import { captureIo } from '../../../tools/testing/capture-io.js';
import { type CommandFace, runCommand } from './run-command.js';

const face = (body: CommandFace<{ size?: string }>['body']): CommandFace<{ size?: string }> => ({
  name: 'measure',
  description: 'Measures a thing.',
  examples: [{ line: 'measure thing', does: 'measure the thing' }],
  declare: (command) => command.argument('[thing]').option('--size <n>', 'its size'),
  body,
});

async function call(args: readonly string[], body: CommandFace<{ size?: string }>['body']) {
  const io = captureIo();
  const status = await runCommand(face(body), args, io);
  return { status, ...io.printed };
}

describe('runCommand', () => {
  test('gives options and arguments to the body, and its status back', async () => {
    const seen: unknown[] = [];
    const result = await call(['--size', '3', 'x'], async (options, args) => {
      seen.push(options, args);
      return exitStatus.found;
    });
    expect(seen).toEqual([{ size: '3' }, ['x']]);
    expect(result).toEqual({ status: 1, out: '', err: '' });
  });

  test('--help goes to standard output, with the examples', async () => {
    const result = await call(['--help'], async () => exitStatus.done);
    expect(result.status).toBe(0);
    expect(result.out).toContain('Usage: measure');
    expect(result.out).toContain('$ measure thing  # measure the thing');
    expect(result.err).toBe('');
  });

  test.each([[['--sise', '1']], [['a', 'b']], [['--size']]])('%j is wrong usage', async (args) => {
    const result = await call(args, async () => exitStatus.done);
    expect(result.status).toBe(2);
    expect(result.err).toMatch(/^error\[USAGE\]: .*\n {2}hint: measure --help\n$/);
    expect(result.out).toBe('');
  });

  test('a coded error is refused with its hint', async () => {
    const result = await call([], async () => {
      throw new CodedError({ code: 'NIX_MISSING', message: 'no Nix', hint: 'get one' });
    });
    expect(result).toEqual({ status: 2, out: '', err: 'error[NIX_MISSING]: no Nix\n  hint: get one\n' });
  });

  test('any other fault is our own', async () => {
    const result = await call([], async () => {
      throw new TypeError('oops');
    });
    expect(result.status).toBe(70);
    expect(result.err).toContain('oops');
  });
});
