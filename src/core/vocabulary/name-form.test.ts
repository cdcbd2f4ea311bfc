import { expect, it } from 'vitest';
import { nameForm, numberForm } from './name-form';

it('takes numbers for one however they are written, and no others', () => {
  for (const name of ['1', '01', '001', '1.0', '1.', '+1', '1.000', ' 1', '１'])
    expect(numberForm(name)).toBe('1');
  expect(['0', '00', '-0', '0.0'].map(numberForm)).toEqual(['0', '0', '0', '0']);
  expect(['-1', '-01', '1.5', '01.50', '10', '100'].map(numberForm)).toEqual([
    ...['-1', '-1', '1.5', '1.5', '10', '100'],
  ]);
  // Beyond the precision of a JavaScript number.
  expect(numberForm('9007199254740993')).not.toBe(numberForm('9007199254740992'));
  expect(['n01440764', '1e3', '1,0', '1.0.0', '', 'one', '1 2'].map(numberForm)).toEqual(
    Array(7).fill(undefined),
  );
});

it('takes names for one that differ in punctuation, but not where it parts digits or is all of the name', () => {
  expect(['cat', 'cat.', '“cat”', "'cat'", '#cat', 'cat,', '(cat)'].map(nameForm)).toEqual(
    Array(7).fill('cat'),
  );
  const apart = ['v1.2', 'v12', '!', '?', '+', 'c', 'c++', '1/2 inch', '12 inch'];
  expect(new Set(apart.map(nameForm)).size).toBe(apart.length);
});

it('takes names for one that differ in case, spaces, underscores and hyphens', () => {
  expect(['Red Fox', 'red_fox', 'red-fox', 'REDFOX'].map(nameForm)).toEqual(Array(4).fill('redfox'));
  // A minus is not a hyphen, and one more letter makes another name.
  expect(new Set(['-1', '1', 'fox', 'foxes'].map(nameForm)).size).toBe(4);
});
