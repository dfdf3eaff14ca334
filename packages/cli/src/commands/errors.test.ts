// `errors`: one code at length, all in a list, as JSON, and a code that there is not.
import { errorCodes } from '@flake-lattice/errors';
import { explanations } from '@flake-lattice/errors/explanations';
import { expect, test } from '@jest/globals';
import { captureIo } from '../../../../tools/testing/capture-io.js';
import { run } from '../command.js';

async function call(...args: readonly string[]) {
  const io = captureIo();
  const status = await run(['errors', ...args], io);
  return { status, ...io.printed };
}

test('one code is explained: what happened, why, how to mend it, an example', async () => {
  const { status, out, err } = await call('NODE_CYCLE');
  expect({ status, err }).toEqual({ status: 0, err: '' });
  const parts = [
    'NODE_CYCLE: ',
    'What happened\n  Nodes',
    'Why it is refused\n',
    'How to mend it\n',
    'Example\n  [',
  ];
  const places = parts.map((part) => out.indexOf(part));
  expect(places).toEqual([...places].sort((one, other) => one - other));
  expect(places).not.toContain(-1);
  expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThan(100);
});

test.each(['node_cycle', 'error[NODE_CYCLE]', 'error[NODE_CYCLE]:', 'node-cycle'])(
  '%s is understood',
  async (said) => {
    expect((await call(said)).out).toMatch(/^NODE_CYCLE: /);
  },
);

test('without a code, all are listed', async () => {
  const { status, out } = await call('--quiet');
  const listed = out
    .trimEnd()
    .split('\n')
    .map((line) => line.split(' ', 1)[0]);
  expect({ status, listed }).toEqual({ status: 0, listed: Object.keys(errorCodes) });
});

test('as JSON', async () => {
  const { codes } = JSON.parse((await call('--json')).out);
  expect(codes).toContainEqual({ code: 'NODE_CYCLE', summary: errorCodes.NODE_CYCLE });
  const { happened, why, mend, example } = explanations.NODE_CYCLE;
  expect(JSON.parse((await call('NODE_CYCLE', '--json')).out)).toEqual({
    ...{ code: 'NODE_CYCLE', summary: errorCodes.NODE_CYCLE, happened, why, mend },
    example: { language: example[0], text: example[1] },
  });
});

test.each([
  ['NODE_CYCEL', 'did you mean NODE_CYCLE? flake-lattice errors   (lists all)'],
  ['MANIFEST_', 'did you mean MANIFEST_NEWER, MANIFEST_SYNTAX? flake-lattice errors   (lists all)'],
  ['XYZZY', 'flake-lattice errors   (lists all)'],
])('%s is no code', async (said, hint) => {
  expect(await call(said)).toEqual({
    status: 2,
    out: '',
    err: `error[USAGE]: there is no error code \`${said}\`\n  hint: ${hint}\n`,
  });
});
