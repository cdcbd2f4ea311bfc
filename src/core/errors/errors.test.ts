import { expect, it } from 'vitest';
import { codeOf, messageOf, StudioError } from './';

const refused = (code: string, path?: string, dest?: string) =>
  Object.assign(new Error(`${code}: no`), { code, path, dest });

it('tells what to do where the system refuses to write', () => {
  expect(messageOf(refused('ENOSPC', '/disk/a.bin'))).toMatch(/^\/disk\/a\.bin: the disk is full\. Free/);
  expect(messageOf(refused('ENOSPC'))).toMatch(/^A file: the disk is full/);
  expect(codeOf(refused('EROFS', '/disk'))).toBe('read-only');
  expect(messageOf(refused('ENOSPC', '/good/a.db', '/full/a.db'))).toMatch(
    /^\/full\/a\.db: the disk is full/,
  );
});

it('leaves every other error its own words', () => {
  expect(messageOf(refused('EPIPE'))).toBe('EPIPE: no');
  expect(messageOf('text')).toBe('text');
  expect(codeOf(refused('EPIPE'), 'engine-error')).toBe('engine-error');
  expect(codeOf(new StudioError('cancelled', 'Cancelled.'))).toBe('cancelled');
});
