import { describe, expect, it } from 'vitest';
import { type Asked, isGone } from './parent-gone';

const asked = (platform: NodeJS.Platform, ppid: number, error?: string): Asked => ({
  platform,
  ppid,
  kill: () => {
    if (error) throw Object.assign(new Error(error), { code: error });
    return true;
  },
});

describe('a parent', () => {
  it('is gone where another process has taken its place', () => {
    expect(isGone(7, asked('linux', 7, 'ESRCH'))).toBe(false);
    expect(isGone(7, asked('linux', 1))).toBe(true);
    expect(isGone(7, asked('darwin', 1))).toBe(true);
  });

  it('is asked after on Windows, where its number stays', () => {
    expect(isGone(7, asked('win32', 7))).toBe(false);
    expect(isGone(7, asked('win32', 7, 'EPERM'))).toBe(false);
    expect(isGone(7, asked('win32', 7, 'ESRCH'))).toBe(true);
  });

  it('is there while this test runs', () => {
    expect(isGone(process.ppid)).toBe(false);
  });
});
