import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { renderTemplate } from './render-template.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'render-template-'));
  await writeFile(join(folder, 'part.nix.eta'), 'part <%= it.name %> <%= it.extra %>');
});

afterAll(() => rm(folder, { recursive: true }));

const data = {
  name: 'seed',
  systems: ['x86_64-linux'],
  config: { rust: { channel: 'stable', 'download-rustc': false }, text: 'it\'s <b> & "${x}"' },
};

async function render(template: string): Promise<string> {
  const file = join(folder, 'test.nix.eta');
  await writeFile(file, template);
  return renderTemplate(file, data);
}

describe('renderTemplate', () => {
  test('values become Nix expressions, and nothing else is changed', async () => {
    expect(await render('{ a = <%= it.config.text %>; }\n\n<%~ it.name %>\n')).toBe(
      '{ a = "it\'s <b> & \\"\\${x}\\""; }\n\nseed\n',
    );
  });

  test('code may loop, and asks for what may be missing', async () => {
    expect(await render('<% for (const s of it.systems) { %>[<%= s %>]<% } %>')).toBe('["x86_64-linux"]');
    expect(await render("<%= 'linker' in it.config.rust ? it.config.rust.linker : null %>")).toBe('null');
    expect(await render('<%= Object.keys(it.config.rust) %>')).toBe('[\n  "channel"\n  "download-rustc"\n]');
  });

  test('other templates of the folder are included, with the same data', async () => {
    expect(await render("<%~ include('./part.nix.eta', { extra: 1 }) %>")).toBe('part "seed" 1');
  });

  test.each([
    ['a key', 'x\n\n<%= it.config.rust.chanel %>', 3, 'it.config.rust.chanel'],
    ['a key that is no name', "<%= it.config['no such'] %>", 1, 'it.config["no such"]'],
    ['a key at the top', '\n<%= it.confg %>', 2, 'it.confg'],
    ['an item', '<%= it.systems[3] %>', 1, 'it.systems["3"]'],
  ])('%s that is missing is an error that names template, line and key', async (_, template, line, path) => {
    await expect(render(template)).rejects.toMatchObject({
      code: 'TEMPLATE_PLACEHOLDER',
      message: expect.stringContaining(`\`${path}\``),
      place: { file: join(folder, 'test.nix.eta'), line },
    });
  });

  test('one that is missing in an included template is placed there', async () => {
    await expect(render("\n\n<%~ include('./part.nix.eta') %>")).rejects.toMatchObject({
      code: 'TEMPLATE_PLACEHOLDER',
      message: expect.stringContaining('`it.extra`'),
      place: { file: join(folder, 'part.nix.eta'), line: 1 },
    });
  });

  test.each([
    ['an unclosed tag', 'a\n<%= it.name', 2],
    ['code that is no JavaScript', '<% if ( %>', undefined],
    ['code that throws', '\n<% null.x %>', 2],
    ['an unknown template', "\n<%~ include('./absent.nix.eta') %>", 2],
  ])('%s is a coded error', async (_, template, line) => {
    await expect(render(template)).rejects.toMatchObject({
      code: 'TEMPLATE_SYNTAX',
      place: { file: join(folder, 'test.nix.eta'), ...(line === undefined ? {} : { line }) },
    });
  });

  test('a value that Nix cannot hold is placed at its line', async () => {
    await expect(render('\n<%= () => 1 %>')).rejects.toMatchObject({
      code: 'VALUE_NOT_NIX',
      place: { line: 2 },
    });
  });

  test.each([
    ['a string', '{\n  a = "x <%= it.name %>";\n}', 2],
    ['an indented string', "''\n\n  <%= it.name %>\n''", 3],
    ['a comment', '\n# <%= it.name %>\n1', 2],
  ])('a value within %s would become code, and is refused with its line', async (_, template, line) => {
    await expect(render(template)).rejects.toMatchObject({
      code: 'TEMPLATE_VALUE_MISPLACED',
      place: { file: join(folder, 'test.nix.eta'), line },
    });
  });

  test('a value is an expression within a string', async () => {
    expect(await render('"x ${<%= it.name %>}"')).toBe('"x ${"seed"}"');
  });

  test('code of a value may end in a comment', async () => {
    expect(await render('<%= it.name // the name\n %>')).toBe('"seed"');
  });

  test('a template is UTF-8, with a byte order mark or without', async () => {
    expect(await render('\uFEFF{ }')).toBe('{ }');
    const file = join(folder, 'latin.nix.eta');
    await writeFile(file, Uint8Array.of(0x23, 0xe9));
    await expect(renderTemplate(file, data)).rejects.toMatchObject({ code: 'TEMPLATE_SYNTAX' });
  });

  test('a table where text is to stand is a fault of the template, not a missing key', async () => {
    await expect(render('\n"<%~ it.config.rust %>"')).rejects.toMatchObject({
      code: 'TEMPLATE_SYNTAX',
      place: { line: 2 },
    });
  });

  test('a template that is not there', async () => {
    await expect(renderTemplate(join(folder, 'absent'), data)).rejects.toMatchObject({
      code: 'TEMPLATE_MISSING',
    });
  });
});
