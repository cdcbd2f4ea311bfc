import { describe, expect, it } from 'vitest';
import { cudaBytes, cudaWheels, isDriverOld, leastDriver } from './pins';

describe('isDriverOld', () => {
  it.each([
    ['525.60.12', true],
    ['470.256.02', true],
    ['525.60', true],
    ['525.60.13', false],
    ['525.105.17', false],
    ['580.95.05', false],
    ['[N/A]', false],
  ])('of %s: %s', (version, isOld) => {
    expect(isDriverOld(version)).toBe(isOld);
  });

  it('is held against the version that a person is told', () => {
    expect(leastDriver).toBe('525.60.13');
  });
});

describe('cudaWheels', () => {
  it('tells how much there is to fetch and to unpack', () => {
    const wheels = cudaWheels('linux-x64');
    expect(wheels[0].package).toBe('tensorflow');
    const bytes = wheels.reduce((sum, wheel) => sum + wheel.bytes, 0);
    expect(bytes).toBeGreaterThan(3e9);
    expect(cudaBytes).toBeGreaterThan(bytes);
  });

  it('are none where there is no build for CUDA', () => {
    expect(cudaWheels('linux-arm64')).toEqual([]);
    expect(cudaWheels('win32-x64')).toEqual([]);
  });
});
