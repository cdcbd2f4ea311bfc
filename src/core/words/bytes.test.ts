import { expect, it } from 'vitest';
import { bytesText } from './bytes';

it('says amounts of bytes with three digits at most, in units of a thousand', () => {
  const said = [0, 784, 999.6, 1000, 12_400, 99_960, 999_949, 999_950, 3e6, 1.234e9, 142.3e12, 5e18];
  expect(said.map(bytesText)).toEqual([
    ...['0 B', '784 B', '1 kB', '1 kB', '12.4 kB', '100 kB', '1 MB', '1 MB'],
    ...['3 MB', '1.2 GB', '142 TB', '5000 PB'],
  ]);
});
