import { describe, expect, test } from '@jest/globals';
import { parseDeb822Sources, parseSourcesList } from './apt-sources.js';

describe('parseSourcesList', () => {
  test('takes binary sources, with and without options', () => {
    const text = `
# a comment
deb http://mirror.example/debian trixie main contrib # why
deb [arch=amd64 signed-by=/usr/share/keyrings/own.gpg] https://mirror.example/debian/ sid main
deb\t[ trusted=yes ]\tmirror+file:/etc/apt/mirrors/debian.list bookworm main
deb-src http://mirror.example/debian trixie main
#deb http://switched.example/debian trixie main
deb cdrom:[Debian GNU/Linux 12]/ bookworm main
`;
    expect(parseSourcesList(text)).toEqual([
      { uri: 'http://mirror.example/debian/', suite: 'trixie', components: ['main', 'contrib'] },
      {
        uri: 'https://mirror.example/debian/',
        suite: 'sid',
        components: ['main'],
        signedBy: '/usr/share/keyrings/own.gpg',
      },
      { uri: 'mirror+file:/etc/apt/mirrors/debian.list/', suite: 'bookworm', components: ['main'] },
    ]);
  });
});

describe('parseDeb822Sources', () => {
  test('gives a source for each pair of address and suite', () => {
    const text = `# a comment
Types: deb deb-src
URIs: http://one.example/debian
# a comment within
  http://two.example/debian/
Suites: trixie
 trixie-updates
Components: main
Signed-By: /usr/share/keyrings/own.pgp

Types: deb
Enabled: no
URIs: http://off.example/debian
Suites: sid
Components: main

types: deb-src
URIs: http://sources.example/debian
Suites: sid
Components: main
`;
    const signedBy = '/usr/share/keyrings/own.pgp';
    const source = (uri: string, suite: string) => ({ uri, suite, components: ['main'], signedBy });
    expect(parseDeb822Sources(text)).toEqual([
      source('http://one.example/debian/', 'trixie'),
      source('http://one.example/debian/', 'trixie-updates'),
      source('http://two.example/debian/', 'trixie'),
      source('http://two.example/debian/', 'trixie-updates'),
    ]);
  });

  test('a key that is written out is no keyring of a path', () => {
    const text = `Types: deb
URIs: http://one.example/debian
Suites: sid
Components: main
Signed-By:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .
 mQINBGB/path
 -----END PGP PUBLIC KEY BLOCK-----
`;
    expect(parseDeb822Sources(text)).toEqual([
      { uri: 'http://one.example/debian/', suite: 'sid', components: ['main'] },
    ]);
  });
});
