import { describe, expect, it } from 'vitest';
import { confidenceText } from './format';

describe('a confidence in words', () => {
  it('is rounded down alike with and without digits, so that only what is sure is 100 %', () => {
    const both = (confidence: number) => [confidenceText(confidence, 0), confidenceText(confidence)];
    expect(both(0.9996)).toEqual(['99 %', '99.9 %']);
    expect(both(0.987)).toEqual(['98 %', '98.7 %']);
    expect(both(1)).toEqual(['100 %', '100.0 %']);
  });

  it('is what was written in single precision', () => {
    for (let hundredth = 0; hundredth <= 100; hundredth++)
      expect(confidenceText(Math.fround(hundredth / 100), 0)).toBe(`${hundredth} %`);
    expect(confidenceText(Math.fround(0.123))).toBe('12.3 %');
  });
});
