import { describe, expect, it } from 'vitest';
import { logAxis, percentDigits, roundAxis, tickText, wholeAxis } from './axis';

describe('axes', () => {
  it('end at round numbers around the values, with even lines', () => {
    expect(roundAxis(0.521, 0.606)).toEqual({
      domain: [0.52, 0.62],
      ticks: [0.52, 0.54, 0.56, 0.58, 0.6, 0.62],
    });
    const { domain, ticks } = roundAxis(1.23, 4.97);
    expect(domain).toEqual([1, 5]);
    expect(ticks).toEqual([1, 2, 3, 4, 5]);
  });

  it('give room to values that are all the same, and none below zero', () => {
    expect(roundAxis(0, 0).domain).toEqual([0, 1]);
    const { domain } = roundAxis(0.5, 0.5);
    expect(domain[0]).toBeLessThan(0.5);
    expect(domain[1]).toBeGreaterThan(0.5);
    expect(domain[0]).toBeGreaterThan(0);
  });

  it('know the decimals that tell their lines apart', () => {
    expect(percentDigits(roundAxis(0.52, 0.6).ticks)).toBe(0);
    expect(percentDigits([0.1, 0.11])).toBe(0);
    expect(percentDigits([0, 0.005, 0.01])).toBe(1);
    expect(percentDigits(roundAxis(0.0008, 0.0013).ticks)).toBe(2);
    expect(percentDigits([0.5])).toBe(0);
  });

  it('write the numbers at their lines with the same decimals', () => {
    const at = (low: number, high: number) => {
      const { ticks } = roundAxis(low, high);
      return ticks.map(tickText(ticks));
    };
    expect(at(1.382, 1.412)).toEqual(['1.38', '1.39', '1.40', '1.41', '1.42']);
    expect(at(1, 1.9)).toEqual(['1.0', '1.2', '1.4', '1.6', '1.8', '2.0']);
    expect(at(0, 210)).toEqual(['0', '50', '100', '150', '200', '250']);
    expect(at(0, 2400)).toEqual(['0', '500', '1,000', '1,500', '2,000', '2,500']);
    expect(at(0, 0.00003)[1]).toBe('1.0e-5');
  });

  it('count steps in whole numbers', () => {
    expect(wholeAxis(25, 100)).toEqual({ domain: [25, 100], ticks: [40, 60, 80, 100] });
    expect(wholeAxis(1, 2).ticks).toEqual([1, 2]);
  });

  it('go by powers of ten on a logarithmic scale, and by 1, 2 and 5 within one', () => {
    expect(logAxis(0.0013, 7.2)).toEqual({ domain: [0.001, 10], ticks: [0.001, 0.01, 0.1, 1, 10] });
    expect(logAxis(0.3, 1.7)).toEqual({ domain: [0.2, 2], ticks: [0.2, 0.5, 1, 2] });
    expect(logAxis(1, 1)).toEqual({ domain: [1, 2], ticks: [1, 2] });
    expect(logAxis(0.1, 10)).toMatchObject({ domain: [0.1, 10] });
    expect(logAxis(3e-8, 2e-5).ticks).toEqual([1e-7, 1e-6, 1e-5]);
  });
});
