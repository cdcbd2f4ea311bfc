import { describe, expect, it } from 'vitest';
import { withSpaces } from '../../../core/words/shares';
import { confidenceText, short } from './format';

it('a number below zero has the sign that differences have', () => {
  expect([-0.4, -12.3456, -1234.5, -0.00002, 0, 0.00002, 3].map(short)).toEqual([
    '−0.4',
    '−12.35',
    '−1,234',
    '−2.0e-5',
    '0',
    '2.0e-5',
    '3',
  ]);
});

describe('a confidence in words', () => {
  it('is rounded down alike with and without digits, so that only what is sure is 100 %', () => {
    const both = (confidence: number) =>
      [confidenceText(confidence, 0), confidenceText(confidence)].map(withSpaces);
    expect(both(0.9996)).toEqual(['99 %', '99.9 %']);
    expect(both(0.987)).toEqual(['98 %', '98.7 %']);
    expect(both(1)).toEqual(['100 %', '100.0 %']);
  });

  it('is what was written in single precision', () => {
    for (let hundredth = 0; hundredth <= 100; hundredth++)
      expect(withSpaces(confidenceText(Math.fround(hundredth / 100), 0))).toBe(`${hundredth} %`);
    expect(withSpaces(confidenceText(Math.fround(0.123)))).toBe('12.3 %');
  });
});
