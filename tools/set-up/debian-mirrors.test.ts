import { describe, expect, test } from '@jest/globals';
import { parseIndexTargets, selectDebianUris } from './debian-mirrors.js';

describe('parseIndexTargets', () => {
  test('takes each archive with a whole suite once', () => {
    const printed = [
      'http://one.example/debian\ttrixie\tmain',
      'http://one.example/debian/\ttrixie\tcontrib',
      'http://one.example/debian/\ttrixie-updates\tmain',
      'http://one.example/debian-security/\ttrixie-security\tmain',
      'http://one.example/debian/\tsid\tmain',
      '',
    ].join('\n');
    expect(parseIndexTargets(printed)).toEqual(['http://one.example/debian/']);
  });

  test('nothing printed, no archive', () => expect(parseIndexTargets('')).toEqual([]));
});

describe('selectDebianUris', () => {
  const source = (uri: string, suite: string, components = ['main']) => ({ uri, suite, components });
  const sources = [
    source('http://vendor.example/tools/', 'stable', ['vendor']),
    source('http://ubuntu.example/ubuntu/', 'noble', ['main', 'universe']),
    source('http://one.example/debian-security/', 'trixie-security'),
    source('http://one.example/debian/', 'trixie'),
    source('http://one.example/debian/', 'sid'),
  ];

  test('takes those that hold a suite of Debian', () => {
    const system = { id: 'raspbian', like: ['debian'], codename: 'trixie' };
    expect(selectDebianUris(sources, system)).toEqual(['http://one.example/debian/']);
  });

  test('a release of Debian newer than this tool is told by os-release', () => {
    const newer = [source('http://one.example/debian/', 'zurg')];
    const debian = { id: 'debian', like: [], codename: 'zurg' };
    expect(selectDebianUris(newer, debian)).toEqual(['http://one.example/debian/']);
    expect(selectDebianUris(newer, { ...debian, id: 'kin' })).toEqual([]);
  });

  test('none where only the kin is configured', () => {
    const ubuntu = { id: 'ubuntu', like: ['debian'], codename: 'noble' };
    expect(selectDebianUris(sources.slice(0, 2), ubuntu)).toEqual([]);
  });
});
