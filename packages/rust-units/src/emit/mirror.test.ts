// Modules of a mirror say each name once.
import { expect, test } from '@jest/globals';
import { createMirror, mirrorAt, renderMirror } from './mirror.js';

test('what is passed on to others is not imported for the unit alone besides', () => {
  const root = createMirror();
  const { imports } = mirrorAt(root, ['m'], true);
  for (const line of ['use crate::a::B;', 'use crate::c::D;']) imports.add(`pub(crate) ${line}`);
  imports.add('pub use crate::a::B;');
  imports.add('#[cfg(unix)] pub(crate) use crate::e::F;');
  imports.add('#[cfg(unix)] pub use crate::e::F;');
  expect(renderMirror(root)).toBe(
    [
      'pub mod m {',
      '    #[cfg(unix)] pub use crate::e::F;',
      '    pub use crate::a::B;',
      '    pub(crate) use crate::c::D;',
      '}',
      '',
    ].join('\n'),
  );
});
