import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { studioError } from './';
import { reasonFor } from './reason';

const thrown = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

it('is what the system refused in words of both languages, without its code and call', () => {
  const missing = thrown(() => readFileSync(join(tmpdir(), 'there', 'is', 'no such file')));
  expect(reasonFor(missing)).toEqual({ en: 'there is no such file or folder', ko: '파일이나 폴더가 없음' });
  expect(reasonFor(thrown(() => readFileSync(tmpdir())))).toEqual({ en: 'it is a folder', ko: '폴더임' });
});

it('is an error of the studio in its own words, and all else as it is, without a stop', () => {
  expect(reasonFor(studioError('path-is-device', { path: '/dev/x' }))).toEqual({
    en: '/dev/x is a device or a pipe, not a file',
    ko: '/dev/x은(는) 파일이 아니라 장치이거나 파이프입니다',
  });
  expect(reasonFor(new Error('Unexpected end.'))).toEqual({ en: 'Unexpected end', ko: 'Unexpected end' });
});
