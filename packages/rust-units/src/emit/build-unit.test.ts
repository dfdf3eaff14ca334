import { describe, expect, test } from '@jest/globals';
import { parse } from '../crate-texts.fixture.js';
import { asksForFindings, linksName, renderBuildScript, renderFindingsScript } from './build-unit.js';

describe('the script of the build unit', () => {
  test('is that of the crate with its main under another name', () => {
    const found = renderBuildScript(
      'use std::env;\n\nfn main() { helper() }\nfn helper() {}\n',
      'build.rs',
      parse,
    );
    expect(found).toMatch(
      /^use std::env;\n\nfn main_of_crate\(\) \{ helper\(\) \}\nfn helper\(\) \{\}\n\nfn main\(\) -> /,
    );
    expect(parse(found).faults).toEqual([]);
  });

  test.each(['mod a { fn main() {} }', 'use other::main;', ''])('cannot be made of %j', (text) => {
    expect(() => renderBuildScript(text, 'build.rs', parse)).toThrow(
      expect.objectContaining({ code: 'BUILD_SCRIPT_UNKNOWN', place: { file: 'build.rs' } }),
    );
  });
});

test('what was found is read by the name of its links', () => {
  const found = renderFindingsScript(linksName('my_crate'));
  expect(found).toContain('DEP_MY_CRATE_BUILD_UNIT_CFGS');
  expect(parse(found).faults).toEqual([]);
});

const script = 'fn main() { println!("cargo:rustc-cfg=fast_path"); println!("cargo:rustc-env=MADE=1"); }';

test.each([
  ['#[cfg(fast_path)] fn a() {}', true],
  ['#[cfg(all(unix, not(fast_path)))] fn a() {}', true],
  ['#[cfg_attr(fast_path, inline)] fn a() {}', true],
  ['fn a() { if cfg!(fast_path) {} }', true],
  ['fn a() { env!("MADE") }', true],
  ['include!(concat!(env!("OUT_DIR"), "/x.rs"));', true],
  ['#[cfg(feature = "fast_path")] fn a() {}', false],
  ['#[cfg(unix)] fn a() {}', false],
  ['fn fast_path() { env!("CARGO_PKG_NAME") }', false],
  ['fn a() { option_env!("OTHER") }', false],
])('%s asks for what it found: %s', (code, expected) => {
  expect(asksForFindings(code, script)).toBe(expected);
});
