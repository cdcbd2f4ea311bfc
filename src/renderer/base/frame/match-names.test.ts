import { expect, it } from 'vitest';
import { matchNames } from './match-names';

const classes = ['Ankle boot', 'Bag', 'T-shirt-top', 'Shirt', 'Sneaker', 'Pullover'].map((name) => ({
  name,
}));
const names = (text: string) => matchNames(classes, text).map(({ name }) => name);

it('puts names that begin with it before words, and words before the rest', () => {
  expect(names('sh')).toEqual(['Shirt', 'T-shirt-top']);
  expect(names('B')).toEqual(['Bag', 'Ankle boot']);
  expect(names('ver')).toEqual(['Pullover']);
  expect(names(' ')).toHaveLength(6);
  expect(names('zebra')).toEqual([]);
});
