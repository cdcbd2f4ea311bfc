import { describe, expect, it } from 'vitest';
import { fractionText, percentText, thresholdText, unparted, withSpaces } from './shares';

const percent = (share: number, digits?: number) => withSpaces(percentText(share, digits));

describe('a share in words', () => {
  it('is all or none only where it is', () => {
    expect([0, 1, 0.864, 0.5].map((share) => percent(share))).toEqual([
      '0.0 %',
      '100.0 %',
      '86.4 %',
      '50.0 %',
    ]);
    expect(percent(2499 / 2500)).toBe('99.96 %');
    expect(percent(0.996, 0)).toBe('99.6 %');
    expect(percent(0.0002)).toBe('0.02 %');
    expect(percent(0.00001, 0)).toBe('0.001 %');
  });

  it('stays on its side of the ends however close it is to them', () => {
    expect(percent(1 - 1e-8)).toBe('99.99999 %');
    expect(percent(1e-8)).toBe('0.00001 %');
    expect(percent(1.00001, 0)).toBe('100.001 %');
    expect(percent(-0.00001, 0)).toBe('-0.001 %');
  });

  it('is whole where only floating point says that it is not', () => {
    expect(percent(0.1 + 0.2 + 0.7)).toBe('100.0 %');
    expect(percent(1 - 1e-16)).toBe('100.0 %');
  });

  it('says the same of a number from 0 to 1', () => {
    expect([0.9996, 0.004, 1, 0.5].map((value) => fractionText(value))).toEqual([
      '0.9996',
      '0.004',
      '1.00',
      '0.50',
    ]);
  });
});

describe('a threshold in words', () => {
  it('is what was set', () => {
    const said = [0, 0.3, 0.9, 0.95, 0.999, 0.9999, 0.125, 0.001, 1].map(thresholdText);
    expect(said).toEqual(['0.00', '0.30', '0.90', '0.95', '0.999', '0.9999', '0.125', '0.001', '1.00']);
  });

  it('has no decimals of single precision', () => {
    expect([0.3, 0.7, 0.999].map((each) => thresholdText(Math.fround(each)))).toEqual([
      '0.30',
      '0.70',
      '0.999',
    ]);
  });
});

describe('a number and its %', () => {
  it('stay on one line, also in sentences whose places are filled later, and are parted for programs', () => {
    expect(percentText(0.07, 0)).toBe('7\u00a0%');
    expect(unparted('95 % of {{value}} % in %')).toBe('95\u00a0% of {{value}}\u00a0% in %');
    expect(withSpaces(`${percentText(0.07, 0)} of "a\u00a0b"`)).toBe('7 % of "a\u00a0b"');
  });
});
