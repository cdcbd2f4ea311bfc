import { expect, it } from 'vitest';
import { refuseTooManyRows } from './row-room';

const text = 'path,label\n'.repeat(1000);

it('a list with more rows than there is memory for is refused before it is read, with how many there may be', () => {
  expect(() => refuseTooManyRows('/l.csv', text, 300 * 640)).toThrow(
    expect.objectContaining({
      code: 'list-too-many-rows',
      message: expect.stringMatching(/1,001 rows.*300/),
    }),
  );
});

it('a list whose rows fit is not, and any list of some thousand rows fits', () => {
  refuseTooManyRows('/l.csv', text, 1001 * 640);
  refuseTooManyRows('/l.csv', text);
});
