import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFloat16, encodeFloat16, fromFloat16, toFloat16 } from './float16';

describe('float16', () => {
  it('rounds as NumPy does', () => {
    // numpy 2: np.array(values, np.float32).astype(np.float16).view(np.uint16)
    const golden: [number, number][] = [
      [0, 0x0],
      [-0, 0x8000],
      [1, 0x3c00],
      [-2, 0xc000],
      [65504, 0x7bff],
      [65519.99, 0x7bff],
      [65520, 0x7c00],
      [1e-8, 0],
      [2.9802322387695312e-8, 0],
      [2.980232594040899e-8, 1],
      [6.1e-5, 0x3ff],
      [0.1, 0x2e66],
      [1 / 3, 0x3555],
      [0.3, 0x34cd],
      [1e-7, 2],
      [2049, 0x6800],
      [2051, 0x6802],
      [Number.POSITIVE_INFINITY, 0x7c00],
      [Number.NEGATIVE_INFINITY, 0xfc00],
      [0.99951171875, 0x3bff],
      [0.999755859375, 0x3c00],
    ];
    for (const [value, bits] of golden) expect(toFloat16(value), String(value)).toBe(bits);
  });

  it('keeps every float16 there is', () => {
    const all = Uint16Array.from({ length: 65_536 }, (_, i) => i);
    const numbers = decodeFloat16(all);
    const back = encodeFloat16(numbers);
    for (let i = 0; i < 65_536; i++) {
      if (Number.isNaN(numbers[i])) expect(fromFloat16(back[i])).toBeNaN();
      else if (back[i] !== i) expect.fail(`${i.toString(16)} came back as ${back[i].toString(16)}`);
    }
  });

  it('gives the nearest of all float16 numbers', () => {
    fc.assert(
      fc.property(fc.float({ min: 0, max: 65_000, noNaN: true }), (value) => {
        const bits = toFloat16(value);
        const error = Math.abs(fromFloat16(bits) - value);
        expect(error).toBeLessThanOrEqual(Math.abs(fromFloat16(bits + 1) - value));
        if (bits > 0) expect(error).toBeLessThanOrEqual(Math.abs(fromFloat16(bits - 1) - value));
      }),
    );
  });
});
