import { describe, expect, it } from 'vitest';
import { fileError } from './file-error';

const failed = (code: string) => Object.assign(new Error(`${code}: it failed, open 'x'`), { code });

describe('fileError', () => {
  it('says what a person can do', () => {
    expect(fileError(failed('EACCES'))).toMatchObject({
      code: 'file-permission',
      message: /Change its permissions/,
    });
    expect(fileError(failed('ENOENT'))).toMatchObject({ code: 'vanished' });
    expect(fileError(failed('ESTALE'))).toMatchObject({ code: 'file-unreadable', message: /\(ESTALE\)/ });
  });

  it('leaves alone what no system call said', () => {
    for (const error of [new Error('no'), { code: 'truncated' }, { code: 3 }, null, undefined, 'text'])
      expect(fileError(error)).toBe(null);
  });
});
