// How a file differs from what would be written.
import { describe, expect, test } from '@jest/globals';
import { buildConfig } from '../build-config.js';
import type { Origin } from '../origin.js';
import { mapMarks } from '../toml/marked-table.js';
import { readToml } from '../toml/read-toml.js';
import { compareConfig, renderDifferences } from './compare-config.js';

const source = '[a]\nx = 1\ny = nan\n';
const { config } = buildConfig([
  mapMarks(readToml(source, 'base.toml'), (place): Origin => ({ layer: 'base', name: 'base.toml', place })),
]);

function compare(found: string | undefined): string {
  const bytes = found === undefined ? undefined : Buffer.from(found);
  return renderDifferences(compareConfig(bytes, source, config), 'f.toml');
}

describe('compareConfig', () => {
  test('finds nothing in equal bytes', () => {
    expect(compareConfig(Buffer.from(source), source, config)).toEqual([]);
  });

  test('names each value that differs, is missing, or is too much', () => {
    expect(compare('[a]\nx = 1.0\nz = 2\n')).toBe(
      '- a.x = 1.0  f.toml:2\n+ a.x = 1    base.toml:2\n+ a.y = nan  base.toml:3\n- a.z = 2    f.toml:3\n',
    );
  });

  test('names the line where only the text differs', () => {
    expect(compare('[a]\nx = 0x1\ny = nan\n')).toBe('- "x = 0x1"  f.toml:2\n+ "x = 1"\n');
    expect(compare('[a]\r\nx = 1\ny = nan\n')).toBe('- "[a]\\r"  f.toml:1\n+ "[a]"\n');
    expect(compare('[a]\nx = 1\ny = nan')).toBe('+ ""\n');
    expect(compare(`${source}# more\n`)).toBe('- "# more"  f.toml:4\n+ ""\n');
  });

  test('takes a file that is no TOML, or none at all', () => {
    expect(compare('[a\n')).toBe('- "[a"   f.toml:1\n+ "[a]"\n');
    expect(compare(undefined)).toBe('+ "[a]"\n');
    expect(compareConfig(Uint8Array.of(0xff), source, config)).toHaveLength(1);
  });
});
