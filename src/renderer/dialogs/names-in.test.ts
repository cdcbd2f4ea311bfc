import { expect, it } from 'vitest';
import { namesIn } from './names-in';

it('pasted names stand one a line or in cells, and may hold any mark', () => {
  expect(namesIn('fox\r\n  owl \n\nred\tblue\n')).toEqual(['fox', 'owl', 'red', 'blue']);
  expect(namesIn('left; upper, half')).toEqual(['left; upper, half']);
  expect(namesIn(' \n')).toEqual([]);
});
