import { expect, test } from '@jest/globals';
import { aptConfiguration, aptSource, aptStatus } from './apt-configuration.js';

test('every folder that apt writes to lies below its own', () => {
  const text = aptConfiguration({ folder: '/a clone/apt', architecture: 'arm64' });
  const paths = [...text.matchAll(/^Dir::(?:State|Cache|Log|Etc)\S* "([^"]*)";$/gm)].map(([, path]) => path);
  const outside = paths.filter((path) => !path?.startsWith('/a clone/apt/'));
  expect(outside).toEqual(['extended_states', '/dev/null', '/dev/null']);
  expect(text).toContain('APT::Architectures { "arm64"; };');
});

test('a source names the keyring where there is one', () => {
  const source = aptSource({ uri: 'http://one.example/debian/', keyring: '/k.pgp' }, 'sid');
  expect(source).toBe(
    'Types: deb\nURIs: http://one.example/debian/\nSuites: sid\nComponents: main\nTargets: Packages\nSigned-By: /k.pgp\n',
  );
});

test('a status holds a stanza for each package', () => {
  expect(aptStatus(['gcc', 'libc6-dev'], 'amd64').match(/^Package: .*$/gm)).toEqual([
    'Package: gcc',
    'Package: libc6-dev',
  ]);
  expect(aptStatus([], 'amd64')).toBe('');
});
