import { describe, expect, test } from '@jest/globals';
import { isDebianKin, parseOsRelease } from './os-release.js';

describe('parseOsRelease', () => {
  test('reads values in either quoting and in none', () => {
    const text = `PRETTY_NAME="Linux \\"Mint\\""\nID='linuxmint'\nID_LIKE="ubuntu debian"\nVERSION_CODENAME=xia\n`;
    expect(parseOsRelease(text)).toEqual({ id: 'linuxmint', like: ['ubuntu', 'debian'], codename: 'xia' });
  });

  test('a machine that does not say', () =>
    expect(parseOsRelease('')).toEqual({ id: 'linux', like: [], codename: undefined }));
});

describe('isDebianKin', () => {
  const cases = [
    ['ID=debian', true],
    ['ID=ubuntu\nID_LIKE=debian', true],
    ['ID=nixos', false],
    ['ID=fedora\nID_LIKE="rhel centos"', false],
    ['ID=notdebian\nID_LIKE=debianoid', false],
  ] as const;
  test.each(cases)('%j: %s', (text, kin) => expect(isDebianKin(parseOsRelease(text))).toBe(kin));
});
